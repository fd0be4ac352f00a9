import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Assertion } from "#domain/auth/passkeys.ts";
import { createSoftPasskey, type SoftPasskey } from "~/features/factors/passkey.testing.ts";
import { Client, hiddenFields, textOf } from "../support/http.ts";
import { csrfOf, expectErrorPage, logLines } from "../support/pages.ts";
import { PASSWORD } from "../support/portal.ts";
import { openTestPortal, type WorkerPortal } from "../support/worker-portal.ts";

const SECURITY = "/account/settings/security";
const ALONE = "/auth/passkey";
const VERIFY = "/auth/verify";
const OPTIONS = "/auth/passkey-options";

let portal: WorkerPortal;
beforeAll(async () => {
  portal = await openTestPortal();
});
afterAll(async () => {
  await portal.stop();
});

const pathOf = (response: Response) => response.headers.get("location") ?? "";
const spent: string[] = [];

type Options = { challenge: string; user: { id: string }; allowCredentials: { id: string }[] };

/** What the script of a page does first: the page's form, to the address that makes challenges. */
async function ask(client: Client, page: string, query = ""): Promise<Options> {
  const response = await client.post(OPTIONS + query, hiddenFields(page));
  expect([response.status, response.headers.get("cache-control")]).toEqual([200, "private, no-store"]);
  return (await response.json()) as Options;
}

/** The form as the script sends it. */
function send(client: Client, path: string, page: string, credential: Assertion | object): Promise<Response> {
  const text = JSON.stringify(credential);
  spent.push(text);
  return client.post(path, { ...hiddenFields(page), credential: text });
}

async function enrol(client: Client, name: string): Promise<SoftPasskey> {
  const begun = await client.submit(SECURITY, { intent: "add-passkey", passkeyName: name });
  expect(pathOf(begun)).toBe(`${SECURITY}/passkey`);
  const page = await (await client.get(`${SECURITY}/passkey`)).text();
  const passkey = createSoftPasskey(portal.url);
  const made = await send(client, `${SECURITY}/passkey`, page, passkey.create(await ask(client, page)));
  expect(pathOf(made)).toBe(`${SECURITY}/recovery-codes`);
  return passkey;
}

async function enter(passkey: SoftPasskey, path = ALONE): Promise<{ client: Client; response: Response }> {
  const client = new Client(portal.url);
  const page = await (await client.get(path)).text();
  const response = await send(client, path, page, passkey.get(await ask(client, page)));
  return { client, response };
}

describe("a passkey", () => {
  let amelia: Client;
  let passkey: SoftPasskey;

  it("is made on a page with one script, under a nonce, which says what to do without scripts", async () => {
    amelia = new Client(portal.url);
    await amelia.signIn("amelia@example.com", PASSWORD);
    expect(pathOf(await amelia.get(`${SECURITY}/passkey`))).toBe(SECURITY);
    const nameless = await amelia.submit(SECURITY, { intent: "add-passkey", passkeyName: " " });
    expect([nameless.status, textOf(await nameless.text()).includes("Enter a name.")]).toEqual([400, true]);

    await amelia.submit(SECURITY, { intent: "add-passkey", passkeyName: '<b>"Pixel"' });
    const response = await amelia.get(`${SECURITY}/passkey`);
    const page = await response.text();
    const nonce = /'nonce-([\w-]+)'/.exec(response.headers.get("content-security-policy") ?? "")?.[1];
    const scripts = [...page.matchAll(/<script[^>]*>/g)].map(([tag]) => tag);
    expect(scripts).toHaveLength(1);
    expect(scripts[0]).toContain(`nonce="${nonce}"`);
    const entry = await amelia.get(/src="([^"]*)"/.exec(scripts[0] ?? "")?.[1] ?? "");
    const [, name] = /"\.\/(passkey-[\w-]+\.js)"/.exec(await entry.text()) ?? [];
    const script = await amelia.get(`/assets/${name}`);
    expect(script.headers.get("content-type")).toContain("javascript");
    expect(await script.text()).toContain("navigator.credentials");
    expect(page).toContain("<noscript>");

    const empty = await amelia.post(`${SECURITY}/passkey`, { ...hiddenFields(page), credential: "" });
    expect(empty.status).toBe(400);
    expect(textOf(await empty.text())).toContain("Your browser did not send a passkey");
    for (const credential of ["{", "null", "[]", "{}", `{"id":"${"A".repeat(40_000)}"}`, '{"id":"A"}']) {
      const refused = await amelia.post(`${SECURITY}/passkey`, { ...hiddenFields(page), credential });
      expect(refused.status).toBe(400);
      expect(await refused.text()).not.toContain("AAAAA");
    }
  });

  it("is a factor afterwards, with recovery codes, and stands in the list", async () => {
    passkey = await enrol(amelia, "Pixel");
    const text = textOf(await (await amelia.get(SECURITY)).text());
    expect(text).toContain("When you sign in, we ask for your passkey");
    expect(text).toContain("10 unused codes left");
    expect(text).toMatch(/Passkey Pixel/);
  });

  it("signs in alone, to where the person was going and nowhere else", async () => {
    const { client, response } = await enter(passkey, `${ALONE}?returnTo=%2Faccount%2Fbilling`);
    expect([response.status, pathOf(response)]).toEqual([303, "/account/billing"]);
    expect((await client.get("/account/billing")).status).toBe(200);
    expect(pathOf(await client.get(ALONE))).toBe("/account");
    const outside = await enter(passkey, `${ALONE}?returnTo=%2F%2Fevil.example`);
    expect(pathOf(outside.response)).toBe("/account");
  });

  it("takes the mail's place at the second step", async () => {
    const client = new Client(portal.url);
    await client.submit("/auth/login", { email: "amelia@example.com", password: PASSWORD });
    const page = await (await client.get(VERIFY)).text();
    expect(textOf(page)).toContain("Use your passkey");
    expect(textOf(page)).toContain("Use a recovery code");
    expect(textOf(page)).not.toContain("by e-mail");
    const forced = await client.post(VERIFY, { csrf: csrfOf(page), method: "mailed_code", code: "123456" });
    expect(forced.status).toBe(400);
    const resent = await client.post(VERIFY, { csrf: csrfOf(page), intent: "send" });
    expect(resent.status).toBe(400);

    const options = await ask(client, page);
    expect(options.allowCredentials).toMatchObject([{ id: passkey.id }]);
    const response = await send(client, VERIFY, page, passkey.get(options));
    expect([response.status, pathOf(response)]).toEqual([303, "/account"]);
    expect((await client.get("/account")).status).toBe(200);
  });

  it("of another site, played again, from another browser or for another use is refused on the page", async () => {
    const client = new Client(portal.url);
    const page = await (await client.get(ALONE)).text();
    const refused = async (who: Client, form: string, credential: Assertion) => {
      const response = await send(who, ALONE, form, credential);
      const html = await response.text();
      expect([response.status, who.cookie("at")]).toEqual([400, undefined]);
      expect(textOf(html)).toContain("This passkey was not accepted");
      expect(html).toContain("<title>Error: Sign in with a passkey");
      expect(html).not.toContain(credential.response.signature);
    };
    await refused(client, page, passkey.get(await ask(client, page), { origin: "https://evil.example" }));
    await refused(client, page, passkey.get(await ask(client, page), { isVerified: false }));

    const other = new Client(portal.url);
    const theirs = await (await other.get(ALONE)).text();
    await refused(other, theirs, passkey.get(await ask(client, page)));

    const { options, again } = await pending();
    await refused(client, page, passkey.get(options));
    const crossed = await send(again.client, VERIFY, again.page, passkey.get(await ask(client, page)));
    expect(crossed.status).toBe(400);
    expect(textOf(await crossed.text())).toContain("This passkey was not accepted");

    const good = passkey.get(await ask(client, page));
    expect((await send(client, ALONE, page, good)).status).toBe(303);
    for (const name of ["at", "rt"]) client.deleteCookie(name);
    await refused(client, page, good);
  });

  /** A sign-in under way, and a challenge for its second step. */
  async function pending() {
    const client = new Client(portal.url);
    await client.submit("/auth/login", { email: "amelia@example.com", password: PASSWORD });
    const page = await (await client.get(VERIFY)).text();
    return { options: await ask(client, page), again: { client, page } };
  }

  it("of another customer is none at the second step", async () => {
    const grace = new Client(portal.url);
    await grace.signIn("grace@example.com", PASSWORD);
    const hers = await enrol(grace, "Grace's key");
    const { options, again } = await pending();
    const response = await send(again.client, VERIFY, again.page, hers.get(options));
    expect(response.status).toBe(400);
    expect(again.client.cookie("at")).toBeUndefined();
  });

  it("confirms protected actions, but not yet another address to sign in with", async () => {
    const { client } = await enter(passkey);
    const later = await client.submit("/account/settings/email", {
      intent: "address",
      newEmail: "other@example.com",
    });
    const path = pathOf(later);
    expect(path).toMatch(/^\/auth\/step-up\?for=[\w-]{22}$/);
    const page = await (await client.get(path)).text();
    expect(textOf(page)).toContain("Not available yet");
    expect(textOf(page)).toMatch(/cannot confirm this change until .*JST/);
    expect(page).not.toContain("data-passkey");
  });

  it("challenges are for whoever has a reason, and are not handed out without end", async () => {
    const client = new Client(portal.url);
    const page = await (await client.get(ALONE)).text();
    const fields = { csrf: csrfOf(page) };
    expect((await client.post(OPTIONS, { ...fields, use: "anything" })).status).toBe(400);
    expect((await client.post(OPTIONS, { use: "sign_in" })).status).toBe(403);
    expect((await client.post(OPTIONS, { ...fields, use: "second_step" })).status).toBe(401);
    for (const use of ["enrol", "step_up"])
      expect(pathOf(await client.post(OPTIONS, { ...fields, use }))).toMatch(/^\/auth\/login/);
    const inside = await amelia.post(OPTIONS, {
      csrf: csrfOf(await (await amelia.get(SECURITY)).text()),
      use: "step_up",
    });
    expect(inside.status).toBe(404);
    await expectErrorPage(portal, await client.get(OPTIONS), {
      status: 404,
      title: "Page not found",
    });
  });

  it("that was removed opens nothing any more, and the mailed code is back", async () => {
    const { client } = await enter(passkey);
    const list = await (await client.get(SECURITY)).text();
    const path = /href="(\/account\/settings\/security\/factors\/[^"]+)"/.exec(list)?.[1] ?? "";
    expect(pathOf(await client.submit(path, { intent: "remove" }))).toBe(SECURITY);
    const { response } = await enter(passkey);
    expect(response.status).toBe(400);
    const again = new Client(portal.url);
    await again.submit("/auth/login", { email: "amelia@example.com", password: PASSWORD });
    expect(textOf(await (await again.get(VERIFY)).text())).toContain("We e-mailed a code to");
  });

  it("is the same in Japanese", async () => {
    const client = new Client(portal.url);
    client.setCookie("lang", "ja");
    const page = await (await client.get(ALONE)).text();
    expect(textOf(page)).toContain("パスキーでログインする");
    const nobodys = createSoftPasskey(portal.url).get({ challenge: "none" });
    const refused = await send(client, ALONE, page, nobodys);
    expect(textOf(await refused.text())).toContain("このパスキーは受け付けられませんでした");
  });

  it("leaves none of its answers in the log", () => {
    const log = JSON.stringify(logLines(portal));
    expect(spent.length).toBeGreaterThan(10);
    for (const text of spent) {
      const { response } = JSON.parse(text) as { response?: { clientDataJSON: string } };
      if (response) expect(log).not.toContain(response.clientDataJSON);
    }
  });
});
