import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Shopper } from "../support/checkout.ts";
import { Client, hiddenFields, textOf } from "../support/http.ts";
import { PASSWORD } from "../support/portal.ts";
import { readMailedCode } from "../support/second-step.ts";
import { openTestPortal, type WorkerPortal } from "../support/worker-portal.ts";

let portal: WorkerPortal;
beforeAll(async () => {
  // Amelia has one line that can call: with one more she has as many as this portal sells by itself.
  portal = await openTestPortal({ today: "real", environment: { VOICE_LINE_LIMIT: "2" } });
});
afterAll(async () => {
  await portal.stop();
});

const EID = "89049032000000000000000000999942";
const line = (planSku: string): Record<string, string>[] => [
  { planSku },
  { simType: "esim", eid: EID },
  ...(planSku.includes("VOICE") ? [{}] : []),
  { start: "immediate" },
  { number: "new" },
  {},
];
const pathOf = ({ status, headers }: Response) => `${status} ${headers.get("location")}`;
type Row = Record<string, unknown>;
const ordersOf = async (account: string) =>
  ((await portal.crm.view("orders")) as Row[]).filter(({ AccountId }) => AccountId === account).length;

async function signedIn(email: string): Promise<Client> {
  const client = new Client(portal.url);
  expect((await client.signIn(email, PASSWORD)).status).toBe(303);
  client.setCookie("lang", "en");
  return client;
}

/** Signed in with the password alone, on a device that was trusted before. */
async function withPasswordAlone(email: string): Promise<Client> {
  const client = new Client(portal.url);
  const first = await client.submit("/auth/login", { email, password: PASSWORD });
  await client.finishSignIn(first, email, { trust: "on" });
  await client.submit("/account/settings", {}, "/auth/logout");
  expect(pathOf(await client.submit("/auth/login", { email, password: PASSWORD }))).toBe("303 /account");
  client.setCookie("lang", "en");
  return client;
}

describe("one more line that can call", () => {
  const AMELIA = "0015h0000000001AAA";
  const email = "amelia@example.com";

  it("is not to be had with a password alone; with a factor the interrupted order is finished", async () => {
    const client = await withPasswordAlone(email);
    const shopper = await Shopper.at(client, "sim", line("SIM-DATA-VOICE-10GB"));
    await shopper.agree();
    expect(textOf(await shopper.page("confirm"))).toContain("You already have a voice line.");
    const before = await ordersOf(AMELIA);
    const asked = await shopper.order();
    expect(pathOf(asked)).toMatch(/^303 \/auth\/step-up\?for=[\w-]{22}$/);
    expect(await ordersOf(AMELIA)).toBe(before);

    const stepUp = asked.headers.get("location") ?? "";
    // The code is on its way without another press.
    const page = await (await client.get(stepUp)).text();
    const code = await readMailedCode(page, async (path) => (await client.get(path)).text(), email);
    const back = await client.post(stepUp, { ...hiddenFields(page), code });
    const location = back.headers.get("location") ?? "";
    expect(location).toMatch(
      new RegExp(`^/account/order/confirm\\?checkout=${shopper.checkoutId}&resume=[\\w-]{22}$`),
    );
    const html = await (await client.get(location)).text();
    expect(textOf(html)).toContain("Press the button again to finish");
    expect(html).toMatch(/<input[^>]*name="terms"[^>]*checked/);
    expect(pathOf(await shopper.order())).toMatch(/^303 \/account\/orders\/801\w{15}\?submitted=1$/);
    expect(await ordersOf(AMELIA)).toBe(before + 1);
  });

  it("and then another one is for staff, while data alone is not counted", async () => {
    const client = await signedIn(email);
    const shopper = await Shopper.at(client, "sim", line("SIM-DATA-VOICE-10GB"));
    const text = textOf(await shopper.page());
    expect(text).toContain("as many voice lines as you can order here");
    expect(text).toContain("A few things are missing before you can order.");
    const forged = { csrf: shopper.csrf, document: "0".repeat(64), terms: "on" };
    expect((await client.post(shopper.href("confirm"), forged)).status).toBe(409);
    client.setCookie("lang", "ja");
    expect(textOf(await shopper.page())).toContain("上限に達しています");
    client.setCookie("lang", "en");
    const data = await Shopper.at(client, "sim", line("SIM-DATA-ONLY-5GB"));
    expect(textOf(await data.page())).toContain("You have everything you need.");
  });
});

it("an order that was begun is found again where people look, until it is sent", async () => {
  const client = await signedIn("hanako@example.jp");
  const places = ["/account", "/account/orders", "/account/services"];
  const shown = async () => Promise.all(places.map(async (path) => (await client.get(path)).text()));
  for (const html of await shown()) expect(textOf(html)).not.toContain("Your order is not finished");
  const begun = await client.submit("/account/services/vpn/configure", {
    planSku: "VPN-REMOTE-ACCESS-UK-LONDON",
  });
  const draft = new URL(begun.headers.get("location") ?? "", portal.url).searchParams.get("draft") ?? "-";
  for (const html of await shown()) {
    expect(textOf(html)).toContain("Your order is not finished: VPN router");
    expect(html).toContain(`href="/account/services/vpn/configure?draft=${draft}"`);
  }
  const shopper = await Shopper.at(client);
  for (const html of await shown()) expect(html).toContain(`href="${shopper.href()}"`);
  await shopper.agree();
  expect(pathOf(await shopper.order())).toMatch(/submitted=1$/);
  for (const html of await shown()) expect(textOf(html)).not.toContain("Your order is not finished");
});

it("who is under 18 by the record orders by phone, with a guardian, whatever they tick", async () => {
  const client = await signedIn("waiting@example.com");
  const shopper = await Shopper.at(client);
  await shopper.agree();
  const hidden = hiddenFields(await shopper.page("confirm"));
  await portal.crm.command("set-birth-date", { account: "CN-100007", birthDate: "2014-05-05" });
  const before = await ordersOf("0015h0000000007AAA");
  const answer = await client.post(shopper.href("confirm"), { ...hidden, terms: "on" });
  expect(answer.status).toBe(409);
  expect(textOf(await answer.text())).toContain("together with a parent or guardian");
  expect(await ordersOf("0015h0000000007AAA")).toBe(before);
  client.setCookie("lang", "ja");
  expect(textOf(await shopper.page())).toContain("登録されている生年月日では");
});
