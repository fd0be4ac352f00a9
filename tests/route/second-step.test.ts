import { generate } from "otplib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client, hiddenFields, textOf } from "../support/http.ts";
import { csrfOf, logLines } from "../support/pages.ts";
import { PASSWORD } from "../support/portal.ts";
import { readMailedCode } from "../support/second-step.ts";
import { openTestPortal, type WorkerPortal } from "../support/worker-portal.ts";

const VERIFY = "/auth/verify";
const SECURITY = "/account/settings/security";
const AGAIN = "/auth/login?again=1";

let portal: WorkerPortal;
beforeAll(async () => {
  portal = await openTestPortal();
});
afterAll(async () => {
  await portal.stop();
});

const codes: string[] = [];

/** The code of the mail that this page names. */
async function codeOf(client: Client, page: string, email: string): Promise<string> {
  const code = await readMailedCode(page, async (path) => (await client.get(path)).text(), email);
  codes.push(code);
  return code;
}

const otherThan = (code: string) => (code === "000000" ? "000001" : "000000");

/** A browser after the first step, its page of the second one, and the code that was mailed. */
async function begun(email: string, fields: Record<string, string> = {}) {
  const client = new Client(portal.url);
  const first = await client.submit("/auth/login", { email, password: PASSWORD, ...fields });
  expect([first.status, first.headers.get("location")]).toEqual([303, VERIFY]);
  const page = await (await client.get(VERIFY)).text();
  return { client, first, page, code: await codeOf(client, page, email) };
}

const send = (client: Client, page: string, fields: Record<string, string>) =>
  client.post(VERIFY, { ...hiddenFields(page), ...fields });
const pathOf = (response: Response) => response.headers.get("location") ?? "";

describe("the page of the second step", () => {
  it("says where the code went and until when it is good, and nobody is signed in yet", async () => {
    const { client, first, page } = await begun("grace@example.com");
    const text = textOf(page);
    expect(text).toContain("We e-mailed a code to g***@example.com");
    expect(text).toMatch(/The code works until \d\d:\d\d JST \(10 minutes\)\./);
    expect(page).not.toContain("grace@");
    expect(page).toContain('autoComplete="one-time-code"');
    const pending = first.headers.getSetCookie().find((line) => line.startsWith("pending="));
    expect(pending).toMatch(/^pending=[\w-]{32}; Path=\/; SameSite=Lax; HttpOnly; Max-Age=600$/);
    expect(client.cookie("at")).toBeUndefined();
    expect(pathOf(await client.get("/account"))).toBe("/auth/login?returnTo=%2Faccount");
  });

  it("leads whoever has no sign-in under way to its beginning", async () => {
    const stranger = new Client(portal.url);
    expect(pathOf(await stranger.get(VERIFY))).toBe(AGAIN);
    expect(textOf(await (await stranger.get(AGAIN)).text())).toContain("Sign in again");
  });

  it("goes on to where the person was going, and nowhere else", async () => {
    const inside = await begun("grace@example.com", { returnTo: "/account/billing/invoices?status=paid" });
    expect(pathOf(await send(inside.client, inside.page, { code: inside.code }))).toBe(
      "/account/billing/invoices?status=paid",
    );
    const outside = await begun("grace@example.com", { returnTo: "//evil.example" });
    const fields = { code: outside.code, returnTo: "https://evil.example" };
    expect(pathOf(await send(outside.client, outside.page, fields))).toBe("/account");
  });

  it("is the same in Japanese", async () => {
    const { client, page, code } = await begun("kenji@example.jp");
    const japanese = await (await client.get(`${VERIFY}?lang=ja`)).text();
    expect(japanese).toBe("");
    expect(textOf(await (await client.get(VERIFY)).text())).toContain(
      "k***@example.jp に確認コードを送信しました",
    );
    const wrong = await send(client, page, { code: otherThan(code) });
    expect(textOf(await wrong.text())).toContain("最新のメールのコードと一致しません");
  });
});

describe("a mailed code", () => {
  it("that is wrong is refused with what is left, and at the end the right one too", async () => {
    const { client, page, code } = await begun("hostile@example.com");
    const answers: [number, string][] = [];
    for (let n = 0; n < 5; n += 1) {
      const response = await send(client, page, { code: otherThan(code) });
      answers.push([response.status, textOf(await response.text())]);
    }
    expect(answers.map(([status]) => status)).toEqual([400, 400, 400, 400, 429]);
    expect(answers[0]?.[1]).toContain("This is not the code from our latest e-mail");
    expect(answers[1]?.[1]).not.toContain("remaining");
    expect(answers[2]?.[1]).toContain("2 attempts remaining");
    expect(answers[3]?.[1]).toContain("1 attempt remaining");
    expect(answers[4]?.[1]).toContain("Too many incorrect entries");
    expect((await send(client, page, { code })).status).toBe(429);
    expect(client.cookie("at")).toBeUndefined();
  });

  it.each(["", "12345", "abcdef", "１２３", "9".repeat(500), "<b>123456</b>"])(
    "that cannot be one is refused and costs no attempt: %j",
    async (typed) => {
      const { client, page, code } = await begun("grace@example.com");
      for (let n = 0; n < 6; n += 1) {
        const response = await send(client, page, { code: typed });
        const html = await response.text();
        expect(response.status).toBe(400);
        expect(textOf(html)).toContain("Enter the 6 digits of the code");
        expect(html).toContain("<title>Error: Confirm it is you");
        if (typed.length > 3) expect(html).not.toContain(`value="${typed}"`);
      }
      expect((await send(client, page, { code: ` ${code.slice(0, 3)}-${code.slice(3)} ` })).status).toBe(303);
    },
  );

  it("cannot be guessed by twenty at once", async () => {
    const { client, page, code } = await begun("bulk@example.com");
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => send(client, page, { code: otherThan(code) })),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 400)).toHaveLength(4);
    expect(statuses.filter((status) => status === 429)).toHaveLength(16);
  });

  it("works once: its cookies, played again after the sign-in, begin anew", async () => {
    const { client, page, code } = await begun("late@example.com");
    const copy = new Client(portal.url);
    for (const name of ["pending", "device", "visitor"]) copy.setCookie(name, client.cookie(name) ?? "");
    expect((await send(client, page, { code })).status).toBe(303);
    expect(client.cookie("pending")).toBeUndefined();
    expect(pathOf(await send(copy, page, { code }))).toBe(AGAIN);
    expect(copy.cookie("at")).toBeUndefined();
  });

  it("is for the browser that typed the password", async () => {
    const { client, page, code } = await begun("late@example.com");
    const thief = new Client(portal.url);
    for (const name of ["pending", "visitor"]) thief.setCookie(name, client.cookie(name) ?? "");
    thief.setCookie("device", "A".repeat(22));
    expect(pathOf(await send(thief, page, { code }))).toBe(AGAIN);
    expect((await send(client, page, { code })).status).toBe(303);
  });

  it("comes again after a minute, and who cannot wait is told how long", async () => {
    const { client, page } = await begun("late@example.com");
    const response = await client.post(VERIFY, { csrf: csrfOf(page), intent: "send" });
    expect(response.status).toBe(429);
    const seconds = Number(response.headers.get("retry-after"));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(textOf(await response.text())).toContain(`Wait ${seconds} seconds before you request another one`);
  });
});

describe("an authenticator app, on a trusted device", () => {
  const email = "amelia@example.com";
  let amelia: Client;
  let secret = "";
  let recovery: string[] = [];

  it("a trusted device signs in with the password, which opens nothing protected", async () => {
    const { client: browser, page, code } = await begun(email, { remember: "on" });
    expect((await send(browser, page, { code, trust: "on" })).status).toBe(303);
    for (const name of ["at", "rt"]) browser.deleteCookie(name);
    const direct = await browser.submit(`/auth/login?returnTo=${SECURITY}`, { email, password: PASSWORD });
    expect([direct.status, pathOf(direct)]).toEqual([303, SECURITY]);
    amelia = browser;
    for (const intent of ["add-app", "make-codes"]) {
      const asked = await amelia.submit(SECURITY, { intent, name: "Pixel" });
      expect(pathOf(asked)).toMatch(/^\/auth\/step-up\?for=[\w-]{22}$/);
    }
    expect(pathOf(await amelia.get(`${SECURITY}/app`))).toBe(SECURITY);
  });

  it("is added after a code by mail, which brings the filled form back", async () => {
    const asked = pathOf(await amelia.submit(SECURITY, { intent: "add-app", name: 'My "Pixel"' }));
    // Another customer's session finds nothing behind that address.
    const stranger = new Client(portal.url);
    await stranger.signIn("grace@example.com", PASSWORD);
    expect(pathOf(await stranger.get(asked))).toBe(SECURITY);

    // The code of the first of these forms is still good: no other is sent within a minute.
    const page = await (await amelia.get(asked)).text();
    expect(textOf(page)).toContain("a***@example.com");
    expect(textOf(page)).not.toContain("We can e-mail one to");
    const code = await codeOf(amelia, page, email);
    const wrong = await amelia.post(asked, { ...hiddenFields(page), code: otherThan(code) });
    expect(wrong.status).toBe(400);
    const back = pathOf(await amelia.post(asked, { ...hiddenFields(page), code }));
    expect(back).toMatch(/^\/account\/settings\/security\?resume=/);
    const filled = await (await amelia.get(back)).text();
    expect(filled).toContain('value="My &quot;Pixel&quot;"');

    const enrol = await amelia.submit(back, { intent: "add-app", name: 'My "Pixel"' }, SECURITY);
    expect(pathOf(enrol)).toBe(`${SECURITY}/app`);
  });

  it("shows its secret as picture and text, and is a factor after its first code", async () => {
    const response = await amelia.get(`${SECURITY}/app`);
    const html = await response.text();
    expect(response.headers.get("cache-control")).toMatch(/no-store/);
    expect(html).toMatch(/<svg class="qr" viewBox="0 0 \d+ \d+"/);
    secret = /<code class="secret">([A-Z2-7 ]+)<\/code>/.exec(html)?.[1]?.replaceAll(" ", "") ?? "";
    expect(secret).toMatch(/^[A-Z2-7]{32,}$/);
    expect(html).toContain(`otpauth://totp/`);

    const right = await generate({ secret });
    const wrong = await amelia.submit(`${SECURITY}/app`, { code: otherThan(right) });
    expect(wrong.status).toBe(400);
    expect(textOf(await wrong.text())).toContain("not the app’s current code");
    const done = await amelia.submit(`${SECURITY}/app`, { code: await generate({ secret }) });
    expect(pathOf(done)).toBe(`${SECURITY}/recovery-codes`);
  });

  it("comes with ten recovery codes, which are seen and downloaded until they are put away", async () => {
    const page = await (await amelia.get(`${SECURITY}/recovery-codes`)).text();
    recovery = [...page.matchAll(/<code>((?:[0-9A-Z]{4}-){3}[0-9A-Z]{4})<\/code>/g)].map(
      ([, code = ""]) => code,
    );
    expect(new Set(recovery).size).toBe(10);
    const file = await amelia.get(`${SECURITY}/recovery-codes.txt`);
    expect(file.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(file.headers.get("content-disposition")).toContain("attachment");
    const text = await file.text();
    for (const code of recovery) expect(text).toContain(code);
    expect(pathOf(await amelia.post(`${SECURITY}/recovery-codes`, { csrf: csrfOf(page) }))).toBe(SECURITY);
    for (const path of ["recovery-codes", "recovery-codes.txt"])
      expect(pathOf(await amelia.get(`${SECURITY}/${path}`))).toBe(SECURITY);
    expect(textOf(await (await amelia.get(SECURITY)).text())).toContain("10 unused codes left");
  });

  it("takes the mail's place at the next sign-in elsewhere; a recovery code is the way out, once", async () => {
    const elsewhere = new Client(portal.url);
    await elsewhere.submit("/auth/login", { email, password: PASSWORD });
    const page = await (await elsewhere.get(VERIFY)).text();
    expect(textOf(page)).toContain("Open your authenticator app");
    expect(textOf(page)).not.toContain("by e-mail");
    const used = { method: "recovery_code", code: (recovery[0] ?? "").toLowerCase() };
    expect((await send(elsewhere, page, used)).status).toBe(303);

    const again = new Client(portal.url);
    await again.submit("/auth/login", { email, password: PASSWORD });
    const second = await (await again.get(`${VERIFY}?way=recovery_code`)).text();
    const refused = await again.post(`${VERIFY}?way=recovery_code`, { ...hiddenFields(second), ...used });
    expect(refused.status).toBe(400);
    expect(textOf(await refused.text())).toContain("not one of your unused recovery codes");
  });

  it("is renamed and removed by its owner alone, and every change is told by mail", async () => {
    const list = await (await amelia.get(SECURITY)).text();
    const path = /href="(\/account\/settings\/security\/factors\/[^"]+)"/.exec(list)?.[1] ?? "";
    const stranger = new Client(portal.url);
    await stranger.signIn("grace@example.com", PASSWORD);
    expect((await stranger.get(path)).status).toBe(404);
    const csrf = csrfOf(await (await stranger.get(SECURITY)).text());
    expect((await stranger.post(path, { csrf, intent: "remove" })).status).toBe(404);
    expect((await amelia.get(`${SECURITY}/factors/none`)).status).toBe(404);

    const empty = await amelia.submit(path, { intent: "rename", name: " " });
    expect([empty.status, textOf(await empty.text()).includes("Enter a name.")]).toEqual([400, true]);
    expect(pathOf(await amelia.submit(path, { intent: "rename", name: "Old phone" }))).toBe(SECURITY);
    expect(textOf(await (await amelia.get(SECURITY)).text())).toContain("Old phone");
    expect(pathOf(await amelia.submit(path, { intent: "remove" }))).toBe(SECURITY);
    expect((await amelia.get(path)).status).toBe(404);

    const outbox = await amelia.get(`/demo/outbox.json?to=${email}`);
    const mails = (await outbox.json()) as { template: string; text: string }[];
    const news = mails.filter(({ template }) => template === "factor-change").map(({ text }) => text);
    expect(news).toHaveLength(5);
    for (const part of ["was added", "New recovery codes", "a recovery code", "renamed", "was removed"])
      expect(news.filter((text) => text.includes(part))).toHaveLength(1);
  });

  it("leaves no code, no secret and no address in the log", () => {
    const log = JSON.stringify(logLines(portal));
    for (const kept of [...codes, ...recovery, secret, email]) expect(log).not.toContain(kept);
  });
});
