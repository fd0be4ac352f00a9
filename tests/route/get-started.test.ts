import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client, hiddenFields, textOf } from "../support/http.ts";
import { csrfOf, expectLogged, logLines } from "../support/pages.ts";
import { readMailedCode } from "../support/second-step.ts";
import { openTestPortal, type WorkerPortal } from "../support/worker-portal.ts";

const START = "/auth/get-started";
const CODE = `${START}/code`;
const ACCOUNT = `${START}/account`;
const PASSWORD = `${START}/password`;
const AGAIN = `${START}?again=1`;
const NEW_PASSWORD = "seven-lanterns-by-the-river";

/** The customer system compares the portal's clock with its own. */
let portal: WorkerPortal;
beforeAll(async () => {
  portal = await openTestPortal({ today: "real", environment: { TRUSTED_PROXIES: "1" } });
});
afterAll(async () => {
  await portal.stop();
});

const pathOf = (response: Response) => response.headers.get("location") ?? "";
const otherThan = (code: string) => (code === "000000" ? "000001" : "000000");
const codes: string[] = [];
let sources = 0;

/** A browser whose address is its own: limits count sources. */
function newBrowser(headers: Record<string, string> = {}): Client {
  sources += 1;
  return new Client(portal.url, { "X-Forwarded-For": `198.51.100.${sources}`, ...headers });
}

const typeEmail = (client: Client, email: string) => client.submit(START, { email }, `${START}?index`);

/** A browser that was mailed a code. */
async function begun(email: string, client = newBrowser()) {
  const first = await typeEmail(client, email);
  expect([first.status, pathOf(first)]).toEqual([303, CODE]);
  const page = await (await client.get(CODE)).text();
  const code = await readMailedCode(page, async (path) => (await client.get(path)).text(), email);
  codes.push(code);
  return { client, first, page, code };
}

async function proved(email: string, client = newBrowser()) {
  const { page, code } = await begun(email, client);
  const answer = await client.post(CODE, { csrf: csrfOf(page), code });
  expect([answer.status, pathOf(answer)]).toEqual([303, ACCOUNT]);
  const account = await client.get(ACCOUNT);
  return { client, account, html: await account.text() };
}

const person = {
  firstName: "Nora",
  lastName: "Newcastle",
  phone: "03-0000-4001",
  birthEra: "showa",
  birthYear: "63",
  birthMonth: "3",
  birthDay: "12",
  gender: "female",
};
const home = { postcode: "1060044", block: "1-9-2", home: "apartment", building: "Azabu Court", room: "305" };

/** Fills in the form in its two steps: the postcode is looked up first. */
async function fillIn(client: Client, html: string, fields: Record<string, string> = {}) {
  const looked = await client.post(ACCOUNT, { ...hiddenFields(html), ...person, postcode: home.postcode });
  expect(looked.status).toBe(200);
  const page = await looked.text();
  const password = { newPassword: NEW_PASSWORD, repeatPassword: NEW_PASSWORD, terms: "on" };
  return client.post(ACCOUNT, { ...hiddenFields(page), ...person, ...home, ...password, ...fields });
}

describe("where they were on their way to", () => {
  it.each([
    ["/account/services/sim", "/account/services/sim"],
    ["https://evil.example/", "/account"],
    ["//evil.example/account", "/account"],
    ["/auth/logout", "/account"],
  ])("%s leads to %s, for strangers and for who has a login", async (wanted, leadsTo) => {
    const client = newBrowser();
    const email = `on-the-way-${sources}@example.com`;
    const page = await (await client.get(`${START}?${new URLSearchParams({ returnTo: wanted })}`)).text();
    expect(hiddenFields(page)["returnTo"]).toBe(leadsTo);
    const signIn =
      leadsTo === "/account" ? "/auth/login" : `/auth/login?returnTo=${encodeURIComponent(leadsTo)}`;
    expect(page).toContain(`href="${signIn}"`);

    // What the form says is looked at again.
    const begin = await client.post(`${START}?index`, {
      ...hiddenFields(page),
      email,
      returnTo: wanted,
    });
    expect(pathOf(begin)).toBe(CODE);
    const codePage = await (await client.get(CODE)).text();
    const outbox = async (path: string) => (await client.get(path)).text();
    const code = await readMailedCode(codePage, outbox, email);
    await client.post(CODE, { csrf: csrfOf(codePage), code });
    const done = await fillIn(client, await (await client.get(ACCOUNT)).text());
    expect([done.status, pathOf(done)]).toEqual([303, leadsTo]);
  });
});

describe("the address", () => {
  it.each([
    ["", "Enter your e-mail address"],
    [" ", "Enter your e-mail address"],
    ["nobody", "Enter an e-mail address"],
    ["a@b", "Enter an e-mail address"],
    [`${"a".repeat(308)}@example.com`, "up to 80 characters"],
    // A Cyrillic a, and a dotless i.
    ["аmelia@example.com", "Enter an e-mail address"],
    ["amelıa@example.com", "Enter an e-mail address"],
    ["amelia@example.com\r\nBcc: all@example.com", "Enter an e-mail address"],
  ])("%j is refused beside the field and kept", async (email, text) => {
    const response = await typeEmail(newBrowser(), email);
    const html = await response.text();
    expect(response.status).toBe(400);
    expect(textOf(html)).toContain(text);
    expect(html).toContain('id="email-error"');
    expect(html).toMatch(/<title>Error: Get started/);
    if (email.length > 1 && !email.includes("\r")) expect(html).toContain(`value="${email}"`);
  });

  it("is answered in the same way whoever has it, before the code", async () => {
    const answers = await Promise.all(
      ["amelia@example.com", "legacy@example.com", "lead@example.jp", "nobody1@example.com"].map(
        async (email) => {
          const { first, page } = await begun(email);
          const masked = `${email[0]}***${email.slice(email.indexOf("@"))}`;
          const text = textOf(page)
            .replace(masked, "…")
            .replace(/labelled [A-Z]{4}|[A-Z]{4}\b/g, "…")
            .replace(/\d\d:\d\d/g, "…");
          const cookies = first.headers.getSetCookie().map((line) => line.replace(/=[^;]*/, ""));
          return { status: first.status, cookies, text };
        },
      ),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  it("in full width is the same address, and a plus makes another one", async () => {
    const { client } = await begun("amelia@example.com");
    const wide = newBrowser();
    expect(pathOf(await typeEmail(wide, "ｌｅａｄ＠ｅｘａｍｐｌｅ．ｊｐ"))).toBe(CODE);
    expect(textOf(await (await wide.get(CODE)).text())).toContain("l***@example.jp");
    const { html } = await proved("amelia+portal@example.com");
    expect(textOf(html)).toContain("Your details");
    expect(client.cookie("at")).toBeUndefined();
  });

  it("cannot be mailed to without end: five codes an hour for one mailbox, ten a quarter from one source", async () => {
    for (let n = 0; n < 5; n += 1)
      expect((await typeEmail(newBrowser(), `bomb+${n}@example.com`)).status).toBe(303);
    const refused = await typeEmail(newBrowser(), "bomb@example.com");
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    const html = await refused.text();
    expect(textOf(html)).toContain("Too many attempts. Wait 60 minutes");
    expect(html).toContain('value="bomb@example.com"');
  });
});

describe("the code", () => {
  it("is shown nowhere, works once, and for its browser alone", async () => {
    const { client, page, code, first } = await begun("once@example.com");
    const cookie = first.headers.getSetCookie().find((line) => line.startsWith("start="));
    expect(cookie).toMatch(/^start=[\w-]{32}; Path=\/; SameSite=Lax; HttpOnly; Max-Age=3600$/);
    expect(page).not.toContain(code);
    expect(page).not.toContain("once@");

    const wrong = await client.post(CODE, { csrf: csrfOf(page), code: otherThan(code) });
    expect(wrong.status).toBe(400);
    expect(textOf(await wrong.text())).toContain("not the code from our latest e-mail");
    const odd = await client.post(CODE, { csrf: csrfOf(page), code: "12" });
    expect([odd.status, textOf(await odd.text()).includes("Enter the 6 digits")]).toEqual([400, true]);

    const thief = newBrowser();
    for (const name of ["start", "visitor"]) thief.setCookie(name, client.cookie(name) ?? "");
    thief.setCookie("device", "A".repeat(22));
    expect(pathOf(await thief.post(CODE, { csrf: csrfOf(page), code }))).toBe(AGAIN);
    expect(
      pathOf(await client.post(CODE, { csrf: csrfOf(page), code: ` ${code.slice(0, 3)}-${code.slice(3)}` })),
    ).toBe(ACCOUNT);
    expect(pathOf(await client.get(CODE))).toBe(ACCOUNT);
  });

  it("of one address opens no other", async () => {
    const mine = await begun("mine@example.com");
    const victim = await begun("legacy@example.com");
    const answer = await victim.client.post(CODE, { csrf: csrfOf(victim.page), code: mine.code });
    expect([400, 429]).toContain(answer.status);
    expect(pathOf(await victim.client.get(ACCOUNT))).toBe(AGAIN);
  });

  it("is worth nothing after five wrong ones", async () => {
    const { client, page, code } = await begun("guessed@example.com");
    const statuses: number[] = [];
    for (let n = 0; n < 5; n += 1)
      statuses.push((await client.post(CODE, { csrf: csrfOf(page), code: otherThan(code) })).status);
    expect(statuses).toEqual([400, 400, 400, 400, 429]);
    expect((await client.post(CODE, { csrf: csrfOf(page), code })).status).toBe(429);
  });

  it("without a start there is nothing to see", async () => {
    const stranger = newBrowser();
    for (const path of [CODE, ACCOUNT, PASSWORD]) expect(pathOf(await stranger.get(path))).toBe(AGAIN);
    expect(textOf(await (await stranger.get(AGAIN)).text())).toContain("Start again");
    const { client } = await begun("unproved@example.com");
    for (const path of [ACCOUNT, PASSWORD]) expect(pathOf(await client.get(path))).toBe(AGAIN);
  });
});

describe("who is there already", () => {
  it("signs in", async () => {
    const { html } = await proved("grace@example.com");
    expect(textOf(html)).toContain("You already have an account");
    expect(html).toContain('href="/auth/login"');
    expect(html).not.toContain("Grace");
  });

  it("is told that a person looks at it, where records cannot be paired", async () => {
    const { html } = await proved("accounts@example.com");
    expect(textOf(html)).toContain("Our staff need to check this");
    expect(html).not.toMatch(/Bulk|1003/);
  });

  it("with a forged step gets no further than their own", async () => {
    const { client, html } = await proved("grace@example.com");
    const csrf = csrfOf(await (await client.get(START)).text());
    expect(html).not.toContain('name="csrf"');
    const linked = await client.post(ACCOUNT, { csrf, intent: "link", password: "old-portal-pass" });
    expect(pathOf(linked)).toBe(ACCOUNT);
    const set = await client.post(PASSWORD, {
      csrf,
      newPassword: NEW_PASSWORD,
      repeatPassword: NEW_PASSWORD,
    });
    expect(pathOf(set)).toBe(AGAIN);
    expect((await client.post(ACCOUNT, { csrf, intent: "become-admin" })).status).toBe(400);
    expect((await client.post(ACCOUNT, { intent: "check" })).status).toBe(403);
  });
});

describe("whose login of the billing site has several accounts", () => {
  type Added = { clientid: number; owner_id: number };

  /** A client as staff make it in the billing system, of a new login or of one that is there. */
  async function addClient(params: Record<string, string>): Promise<Added> {
    const { WHMCS_API_URL, WHMCS_API_IDENTIFIER, WHMCS_API_SECRET } = portal.environment;
    const body = new URLSearchParams({
      action: "AddClient",
      responsetype: "json",
      identifier: WHMCS_API_IDENTIFIER ?? "",
      secret: WHMCS_API_SECRET ?? "",
      firstname: "Sven",
      lastname: "Several",
      address1: "Sakae 1-1-1",
      city: "Nagoya-shi Naka-ku",
      state: "Aichi",
      postcode: "460-0008",
      country: "JP",
      phonenumber: "03-0000-2099",
      ...params,
    });
    const response = await fetch(`${WHMCS_API_URL}/includes/api.php`, { method: "POST", body });
    return (await response.json()) as Added;
  }

  it("chooses one of them; nothing else can be chosen", async () => {
    const first = await addClient({ email: "several@example.com", password2: "old-portal-pass" });
    const second = await addClient({
      owner_user_id: String(first.owner_id),
      email: "holdings@example.com",
      companyname: "Legacy <Holdings>",
    });
    const { client, html } = await proved("several@example.com");
    expect(html).not.toContain("Holdings");
    const csrf = csrfOf(html);
    const tooEarly = await client.post(ACCOUNT, {
      csrf,
      intent: "choose",
      clientId: String(second.clientid),
    });
    expect(pathOf(tooEarly)).toBe(ACCOUNT);
    expect(await (await client.get(ACCOUNT)).text()).not.toContain("Holdings");

    const linked = await client.post(ACCOUNT, { csrf, intent: "link", password: "old-portal-pass" });
    expect(pathOf(linked)).toBe(ACCOUNT);
    const page = await (await client.get(ACCOUNT)).text();
    const text = textOf(page);
    for (const part of ["Choose an account", "Sven Several", "460-****"]) expect(text).toContain(part);
    expect(page).toContain("Legacy &lt;Holdings&gt;");
    expect(page).not.toMatch(/Sakae|460-0008|03-0000/);

    for (const clientId of [undefined, "", "1001", "-1", "2001 or 1=1", "9".repeat(12)]) {
      const refused = await client.post(ACCOUNT, {
        csrf: csrfOf(page),
        intent: "choose",
        ...(clientId === undefined ? {} : { clientId }),
      });
      expect([clientId, refused.status]).toEqual([clientId, 400]);
      expect(textOf(await refused.text())).toContain("Choose an account.");
    }
    const clientId = String(second.clientid);
    const chosen = await client.post(ACCOUNT, { csrf: csrfOf(page), intent: "choose", clientId });
    expect([chosen.status, pathOf(chosen)]).toEqual([303, ACCOUNT]);
    // Staff have given it no customer number.
    expect(textOf(await (await client.get(ACCOUNT)).text())).toContain("Our staff need to check this");
  });
});

describe("a new customer", () => {
  it("is told everything that is wrong beside its field, and what was typed is kept but for passwords", async () => {
    const { client, html } = await proved("wrong@example.com");
    const looked = await client.post(ACCOUNT, { ...hiddenFields(html), ...person, postcode: "106-0044" });
    const page = await looked.text();
    expect(textOf(page)).toContain("東京都港区東麻布");
    expect(page).toContain('value="Newcastle"');
    const fields = {
      ...hiddenFields(page),
      firstName: " ",
      lastName: "x".repeat(81),
      phone: "090-1",
      birthEra: "showa",
      birthYear: "64",
      birthMonth: "1",
      birthDay: "8",
      block: "",
      home: "apartment",
      newPassword: "short",
      repeatPassword: "short",
      marketing: "on",
    };
    const response = await client.post(ACCOUNT, fields);
    const answer = await response.text();
    expect(response.status).toBe(400);
    const text = textOf(answer);
    for (const fault of [
      "Enter your given name",
      "too long for our systems",
      "a phone number we can call",
      "Enter a valid date",
      "Enter the block and number",
      "Accept the terms of use",
    ])
      expect(text).toContain(fault);
    expect(answer).toContain('value="090-1"');
    expect(answer).not.toContain('value="short"');
    expect(answer).toMatch(/<title>Error: /);

    const weak = await fillIn(client, html, { newPassword: "nora newcastle nora", repeatPassword: "x" });
    expect(weak.status).toBe(400);
    expect(await weak.text()).toContain('id="newPassword-error"');
  });

  it("is signed in at the end, in Japanese too, and the start is used up", async () => {
    const japanese = newBrowser({ "Accept-Language": "ja" });
    const { client, html } = await proved("nora@example.com", japanese);
    expect(textOf(html)).toContain("お客様情報の入力");
    const copy = newBrowser();
    for (const name of ["start", "device", "visitor"]) copy.setCookie(name, client.cookie(name) ?? "");
    const done = await fillIn(client, html);
    expect([done.status, pathOf(done)]).toEqual([303, "/account"]);
    const home = await (await client.get("/account")).text();
    expect(textOf(home)).toContain("アカウントの準備ができました");
    expect(textOf(home)).toContain("Nora Newcastle");
    expect(pathOf(await client.get(ACCOUNT))).toBe("/account");

    // A replay with another password is worth nothing, and shows nothing of the customer.
    const page = await (await copy.get(ACCOUNT)).text();
    expect(textOf(page)).toContain("Your account is ready");
    expect(copy.cookie("at")).toBeUndefined();

    const later = newBrowser();
    expect(pathOf(await later.signIn("nora@example.com", NEW_PASSWORD))).toBe("/account");
    const again = await proved("nora@example.com");
    expect(textOf(again.html)).toContain("You already have an account");
  });

  it("need not type anything again where a system does not answer", async () => {
    const { client, html } = await proved("patient@example.com");
    await portal.sandbox.fault({ action: "AddClient", kind: "http_500" });
    expect(pathOf(await fillIn(client, html))).toBe(ACCOUNT);
    const waiting = await (await client.get(ACCOUNT)).text();
    expect(textOf(waiting)).toContain("We are setting up your account");
    expect(waiting).not.toMatch(/Newcastle|4001/);
    await portal.sandbox.clearFaults();
    expect(pathOf(await client.post(ACCOUNT, hiddenFields(waiting)))).toBe(ACCOUNT);
  });

  it("is kept on the page, with all that was typed, where nobody can be looked up", async () => {
    const { client, html } = await proved("early@example.com");
    await portal.sandbox.fault({ action: "GetClientsDetails", kind: "http_500" });
    const held = await fillIn(client, html);
    expect(held.status).toBe(503);
    expect(held.headers.get("retry-after")).not.toBeNull();
    const page = await held.text();
    expect(textOf(page)).toContain("one of our systems is not responding. What you entered is saved");
    expect(page).toContain('value="Azabu Court"');
    expect(page).not.toContain(NEW_PASSWORD);
    await portal.sandbox.clearFaults();
    await expectLogged(portal, held.headers.get("x-request-id") ?? "");
  });
});

describe("a customer of the billing system", () => {
  it("links the account by its password, and sets one of the portal's own", async () => {
    const { client, html } = await proved("legacy@example.com");
    expect(textOf(html)).toContain("Link your account");
    expect(html).not.toMatch(/Lena|CN-100021/);
    const csrf = csrfOf(html);
    const empty = await client.post(ACCOUNT, { csrf, intent: "link", password: "" });
    expect([empty.status, (await empty.text()).includes('id="password-error"')]).toEqual([400, true]);
    const wrong = await client.post(ACCOUNT, { csrf, intent: "link", password: "not-that-one" });
    const refused = await wrong.text();
    expect(wrong.status).toBe(400);
    expect(textOf(refused)).toContain("This is not the billing site password for legacy@example.com");
    expect(refused).not.toContain("not-that-one");

    const linked = await client.post(ACCOUNT, { csrf, intent: "link", password: "old-portal-pass" });
    expect(pathOf(linked)).toBe(ACCOUNT);
    expect(pathOf(await client.get(ACCOUNT))).toBe(PASSWORD);
    const weak = await client.submit(PASSWORD, { newPassword: "short", repeatPassword: "short" });
    expect([weak.status, (await weak.text()).includes('id="newPassword-error"')]).toEqual([400, true]);
    const done = await client.submit(PASSWORD, { newPassword: NEW_PASSWORD, repeatPassword: NEW_PASSWORD });
    expect([done.status, pathOf(done)]).toEqual([303, "/account"]);
    expect(textOf(await (await client.get("/account")).text())).toContain("Lena Legacy");
  });

  it("without a customer number is told that a person looks at it", async () => {
    const { client, html } = await proved("orphan@example.com");
    const linked = await client.post(ACCOUNT, {
      csrf: csrfOf(html),
      intent: "link",
      password: "old-portal-pass",
    });
    expect(pathOf(linked)).toBe(ACCOUNT);
    expect(textOf(await (await client.get(ACCOUNT)).text())).toContain("Our staff need to check this");
  });
});

describe("somebody whom the customer system knows", () => {
  it("finds what is known filled in, once the address is proved", async () => {
    const { html } = await proved("lead@example.jp");
    expect(textOf(html)).toContain("Finish creating your account");
    for (const value of ["李", "美玲", "1999"]) expect(html).toContain(`value="${value}"`);
  });
});

it("leaves no code, no password and no address in the log", () => {
  const log = JSON.stringify(logLines(portal));
  for (const kept of [
    ...codes,
    NEW_PASSWORD,
    "old-portal-pass",
    "not-that-one",
    "nora@",
    "Newcastle",
    "03-0000-4001",
  ])
    expect(log).not.toContain(kept);
});
