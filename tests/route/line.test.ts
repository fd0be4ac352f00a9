import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client, hiddenFields, textOf } from "../support/http.ts";
import { PASSWORD } from "../support/portal.ts";
import { readMailedCode } from "../support/second-step.ts";
import { openTestPortal, type WorkerPortal } from "../support/worker-portal.ts";

let portal: WorkerPortal;
beforeAll(async () => {
  portal = await openTestPortal({ today: "real" });
});
afterAll(async () => {
  await portal.stop();
});

/** Amelia's eSIM, which is active. */
const ORDER = "/account/orders/8015h0000000001AAA";
const email = "amelia@example.com";

/** Signed in with the password alone, on a device that was trusted before. */
async function withPasswordAlone(): Promise<Client> {
  const client = new Client(portal.url);
  const first = await client.submit("/auth/login", { email, password: PASSWORD });
  await client.finishSignIn(first, email, { trust: "on" });
  await client.submit("/account/settings", {}, "/auth/logout");
  await client.submit("/auth/login", { email, password: PASSWORD });
  client.setCookie("lang", "en");
  return client;
}

describe("an active line", () => {
  it("tells its number and settings, and how to install its eSIM once a factor was given", async () => {
    const client = await withPasswordAlone();
    const order = await (await client.get(ORDER)).text();
    expect(order).toContain(`href="${ORDER}/line"`);
    const locked = await (await client.get(`${ORDER}/line`)).text();
    for (const text of ["090-0000-1001", "mihon.example", "user@mihon.example", "CHAP"])
      expect(textOf(locked)).toContain(text);
    expect(locked).not.toMatch(/smdp\.example|LPA|class="qr"/);

    const asked = await client.post(`${ORDER}/line`, hiddenFields(locked));
    const stepUp = asked.headers.get("location") ?? "";
    expect(stepUp).toMatch(/^\/auth\/step-up\?for=/);
    const page = await (await client.get(stepUp)).text();
    const code = await readMailedCode(page, async (path) => (await client.get(path)).text(), email);
    const back = await client.post(stepUp, { ...hiddenFields(page), code });
    const answer = await client.get(back.headers.get("location") ?? "");
    expect(answer.headers.get("cache-control")).toContain("no-store");
    const shown = await answer.text();
    expect(shown).toContain(
      'href="https://esimsetup.apple.com/esim_qrcode_provisioning?carddata=LPA%3A1%24smdp.example.com%24"',
    );
    expect(shown).toMatch(/<svg class="qr"/);
    expect(textOf(shown)).toContain("LPA:1$smdp.example.com$");
    client.setCookie("lang", "ja");
    expect(textOf(await (await client.get(`${ORDER}/line`)).text())).toContain("SM-DP+アドレス");
  });

  it("is its owner's alone, and only a line", async () => {
    const hanako = new Client(portal.url);
    await hanako.signIn("hanako@example.jp", PASSWORD);
    for (const path of [`${ORDER}/line`, "/account/orders/8015h0000000002AAA/line", "/account/orders/7/line"])
      expect((await hanako.get(path)).status).toBe(404);
  });

  it("with a card asks for none", async () => {
    const hanako = new Client(portal.url);
    await hanako.signIn("hanako@example.jp", PASSWORD);
    hanako.setCookie("lang", "en");
    const text = textOf(await (await hanako.get("/account/orders/8015h0000000004AAA/line")).text());
    expect(text).toContain("Insert the SIM card");
    expect(text).toContain("mihon.example");
  });
});
