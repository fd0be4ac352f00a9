import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { resign } from "../support/access-token.ts";
import { Client, hiddenFields, textOf } from "../support/http.ts";
import { expectErrorPage, logLines } from "../support/pages.ts";
import { PASSWORD } from "../support/portal.ts";
import { openTestPortal, type WorkerPortal } from "../support/worker-portal.ts";

const NEW = "kettle under violet stairs";
const FORGOT = "/auth/forgot-password";
const RESET = "/auth/reset-password";
const PASSWORD_PAGE = "/account/settings/password";
const SESSIONS = "/account/settings/sessions";
const ACTIVITY = "/account/settings/activity";

let portal: WorkerPortal;
beforeAll(async () => {
  portal = await openTestPortal({ environment: { TRUSTED_PROXIES: "1" } });
});
afterAll(async () => {
  await portal.stop();
});

let sources = 0;

/** A browser at an address of its own, as the one trusted proxy reports it. */
function browserAt(source = `198.51.100.${(sources += 1)}`): Client {
  return new Client(portal.url, { "X-Forwarded-For": source });
}

async function signedIn(email: string, password = PASSWORD): Promise<Client> {
  const client = browserAt();
  const response = await client.signIn(email, password);
  expect([response.status, response.headers.get("location")]).toEqual([303, "/account"]);
  return client;
}

/** The page as text, with the status it came with. */
async function look(client: Client, path: string): Promise<{ status: number; html: string; text: string }> {
  const response = await client.get(path);
  const html = await response.text();
  return { status: response.status, html, text: textOf(html) };
}

const isSignedIn = async (client: Client) => (await client.get("/account/settings")).status === 200;

/** Links that have been mailed to an address, the newest first. */
async function mailedLinks(to: string): Promise<string[]> {
  const { html } = await look(browserAt(), "/demo/outbox");
  return html
    .split("<article")
    .filter((mail) => mail.includes(to))
    .flatMap((mail) => [...mail.matchAll(/\/auth\/reset-password\?token=[\w-]{43}/g)].map(([link]) => link));
}

/** Asks for a link for this address and waits until it has been mailed. */
async function linkFor(email: string): Promise<string> {
  const before = (await mailedLinks(email)).length;
  await browserAt().submit(FORGOT, { email });
  await expect.poll(async () => (await mailedLinks(email)).length, { timeout: 10_000 }).toBe(before + 1);
  const [link = ""] = await mailedLinks(email);
  return link;
}

/** Opens a mailed link in a browser that has nothing to do with who asked for it. */
async function opened(link: string): Promise<Client> {
  const client = browserAt();
  const response = await client.get(link);
  expect([response.status, response.headers.get("location")]).toEqual([303, `${RESET}?opened=1`]);
  expect(response.headers.get("referrer-policy")).toBe("no-referrer");
  return client;
}

describe("changing the password", () => {
  const fields = { currentPassword: PASSWORD, newPassword: NEW, repeatPassword: NEW };

  it.each([
    [{ currentPassword: "not-the-password" }, "currentPassword", "This is not your current password."],
    [{ currentPassword: "" }, "currentPassword", "Enter a password."],
    [{ newPassword: "short", repeatPassword: "short" }, "newPassword", "Use at least 15 characters."],
    [{ newPassword: "x".repeat(3000) }, "newPassword", "Use up to 128 characters."],
    [{ newPassword: "grace@example.com1" }, "newPassword", "Others know your name"],
    [{ newPassword: "passwordpassword" }, "newPassword", "one of the most common passwords"],
    [{ repeatPassword: "another one altogether" }, "repeatPassword", "The two passwords do not match"],
  ])("with %j says beside the field what is wrong", async (change, field, message) => {
    const client = await signedIn("grace@example.com");
    const response = await client.submit(PASSWORD_PAGE, { ...fields, ...change });
    const html = await response.text();
    expect(response.status).toBe(400);
    expect(html).toMatch(/<title>Error: /);
    expect(html).toContain(`<a href="#${field}">`);
    expect(new RegExp(`id="${field}-error"[^>]*>.*?</p>`, "s").exec(html)?.[0]).toContain(message);
    for (const typed of Object.values({ ...fields, ...change }))
      if (typed !== "") expect(html).not.toContain(`value="${typed}"`);
    expect(await isSignedIn(client)).toBe(true);
  });

  it("says it in Japanese, too", async () => {
    const client = await signedIn("grace@example.com");
    client.setCookie("lang", "ja");
    const response = await client.submit(PASSWORD_PAGE, { ...fields, newPassword: "short" });
    expect(textOf(await response.text())).toContain("15文字以上で入力してください。");
  });

  it("ends all other sessions, keeps this one, is told by mail, and is done once for two presses", async () => {
    const [here, there] = [await signedIn("waiting@example.com"), await signedIn("waiting@example.com")];
    const form = {
      ...hiddenFields((await look(here, PASSWORD_PAGE)).html.split("<main")[1] ?? ""),
      ...fields,
    };
    const answers = await Promise.all([here.post(PASSWORD_PAGE, form), here.post(PASSWORD_PAGE, form)]);
    for (const answer of answers)
      expect([answer.status, answer.headers.get("location")]).toEqual([303, "/account/settings"]);
    expect((await look(here, "/account/settings")).text).toContain("Your password was changed.");
    expect(await isSignedIn(there)).toBe(false);
    expect((await browserAt().signIn("waiting@example.com", PASSWORD)).status).toBe(401);
    await signedIn("waiting@example.com", NEW);
    const { text } = await look(browserAt(), "/demo/outbox");
    expect(text.split("The password of your Mihon Telecom account was changed.")).toHaveLength(2);
  });
});

describe("a forgotten password", () => {
  it("is answered alike for an address that nobody has", async () => {
    const answers = await Promise.all(
      ["kenji@example.jp", "nobody@example.com"].map(async (email) => {
        const client = browserAt();
        const response = await client.submit(FORGOT, { email });
        const location = response.headers.get("location") ?? "";
        expect((await look(client, location)).text).toContain("Check your e-mail");
        return [response.status, location, [...response.headers.keys()].sort()];
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.slice(0, 2)).toEqual([303, `${FORGOT}?sent=1`]);
  });

  it.each([
    ["", "Enter your e-mail address."],
    ["no address", "Enter an e-mail address"],
    [`${"a".repeat(320)}@example.com`, "Enter an e-mail address"],
  ])("with %j says what is wrong and keeps it", async (email, message) => {
    const response = await browserAt().submit(FORGOT, { email });
    const html = await response.text();
    expect(response.status).toBe(400);
    expect(textOf(html)).toContain(message);
    if (email) expect(html).toContain(`value="${email}"`);
  });

  it("may be asked for ten times from one source", async () => {
    const source = "203.0.113.50";
    for (let n = 0; n < 10; n += 1)
      expect((await browserAt(source).submit(FORGOT, { email: `n${n}@example.com` })).status).toBe(303);
    const response = await browserAt(source).submit(FORGOT, { email: "late@example.com" });
    expect(response.status).toBe(429);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(60);
    expect(textOf(await response.text())).toContain("Too many requests from your connection");
  });

  it("mails to the login's own address, whatever look-alike was typed", async () => {
    const before = await mailedLinks("bulk@example.com");
    for (const email of ["b\u0443lk@example.com", "bulk@example.com.evil.example", "bulk+x@example.com"])
      await browserAt().submit(FORGOT, { email });
    expect((await browserAt().submit(FORGOT, { email: "ＢＵＬＫ@example.com" })).status).toBe(303);
    await expect
      .poll(async () => (await mailedLinks("bulk@example.com")).length, { timeout: 10_000 })
      .toBe(before.length + 1);
    const { text } = await look(browserAt(), "/demo/outbox");
    expect(text).not.toMatch(/evil\.example|bulk\+x|b\u0443lk|ＢＵＬＫ/);
  });
});

describe("an e-mailed link", () => {
  const fields = { newPassword: NEW, repeatPassword: NEW };

  it("leaves the address at once and works in any browser, as often as it is only looked at", async () => {
    const email = "late@example.com";
    const here = await signedIn(email);
    const link = await linkFor(email);
    for (let n = 0; n < 3; n += 1) await opened(link);
    const client = await opened(link);
    const page = await look(client, RESET);
    expect([page.status, page.html.includes(link.slice(-43))]).toEqual([200, false]);

    const weak = await client.submit(RESET, { newPassword: "short", repeatPassword: "short" });
    expect([weak.status, textOf(await weak.text()).includes("Use at least 15 characters.")]).toEqual([
      400,
      true,
    ]);
    const response = await client.submit(RESET, fields);
    expect([response.status, response.headers.get("location")]).toEqual([303, "/auth/login?newPassword=1"]);
    expect(client.cookie("reset")).toBeUndefined();
    expect(client.cookie("at")).toBeUndefined();
    expect((await look(client, "/auth/login?newPassword=1")).text).toContain("Your new password is set");
    expect(await isSignedIn(here)).toBe(false);
    expect((await browserAt().signIn(email, PASSWORD)).status).toBe(401);
    await signedIn(email, NEW);

    const late = await opened(link);
    expect(await look(late, RESET)).toMatchObject({ status: 410 });
    const again = await late.submit(FORGOT, fields, RESET);
    // The repeat of what was done is no harm.
    expect(again.status).toBe(303);
    const other = {
      newPassword: "lantern beside quiet harbour",
      repeatPassword: "lantern beside quiet harbour",
    };
    const reused = await (await opened(link)).submit(FORGOT, other, RESET);
    expect([reused.status, textOf(await reused.text()).includes("no longer works")]).toEqual([410, true]);
    await signedIn(email, NEW);
  });

  it("used in a browser where somebody else is signed in says so, and signs nobody out there", async () => {
    const amelia = await signedIn("amelia@example.com");
    const link = await linkFor("late@example.com");
    await amelia.get(link);
    const words = "lantern beside quiet harbour";
    const done = await amelia.submit(RESET, { newPassword: words, repeatPassword: words });
    expect([done.status, done.headers.get("location")]).toEqual([303, "/account"]);
    const { text } = await look(amelia, SESSIONS);
    expect(text).toContain("saved for the account that the link was for");
    expect(text).toContain("still signed in as Amelia");
    await amelia.submit(SESSIONS, {}, "/auth/logout");
    await signedIn("late@example.com", words);
  });

  it("used by many at once is used by one", async () => {
    const email = "newbie@example.com";
    const link = await linkFor(email);
    const passwords = ["copper", "silver", "indigo", "violet"].map((word) => `${word} kettle under stairs`);
    const statuses = await Promise.all(
      passwords.map(async (password) => {
        const client = await opened(link);
        return (await client.submit(RESET, { newPassword: password, repeatPassword: password })).status;
      }),
    );
    expect(statuses.toSorted()).toEqual([303, 410, 410, 410]);
    await signedIn(email, passwords[statuses.indexOf(303)] ?? "");
  });

  it.each(["A".repeat(43), "x", "", "A".repeat(4000), "<script>"])(
    "of somebody's invention (%s) opens nothing",
    async (token) => {
      const client = await opened(`${RESET}?${new URLSearchParams({ token })}`);
      const page = await look(client, RESET);
      expect([page.status, page.text.includes("no longer works")]).toEqual([410, true]);
      expect((await client.submit(FORGOT, fields, RESET)).status).toBe(410);
    },
  );

  it("stands in no log", async () => {
    const log = portal.log();
    expect(log).not.toMatch(/token=[\w-]{10}/);
    expect(logLines(portal).filter(({ level }) => level === "error")).toEqual([]);
  });
});

describe("where one is signed in", () => {
  it("lists this device and others, and ends one of them at once", async () => {
    const email = "amelia@example.com";
    const [here, there] = [await signedIn(email), await signedIn(email)];
    const page = await look(here, SESSIONS);
    expect(page.text).toContain("You are signed in on 2 devices.");
    expect(page.text).toMatch(/This device.*from IP address 198\.51\.100\.\d+/);
    const [session] = [...page.html.matchAll(/name="session" value="([\w-]{24})"/g)].map(
      ([, id]) => id ?? "",
    );
    const { csrf = "" } = hiddenFields(page.html);
    const form = { csrf, act: "end", session: session ?? "" };
    for (let n = 0; n < 2; n += 1) {
      const response = await here.post(SESSIONS, form);
      expect([response.status, response.headers.get("location")]).toEqual([303, SESSIONS]);
      expect(await isSignedIn(there)).toBe(false);
    }
    const after = await look(here, SESSIONS);
    expect(after.text).toContain("That device was signed out.");
    expect(after.text).toContain("You are signed in on this device only.");
    expect(after.text).toContain("from another device");
  });

  it("ends all others and keeps this one", async () => {
    const email = "hostile@example.com";
    const [here, ...others] = [await signedIn(email), await signedIn(email), await signedIn(email)];
    const response = await here.submit(SESSIONS, { act: "end_others" });
    expect(response.status).toBe(303);
    expect(await Promise.all([here, ...others].map(isSignedIn))).toEqual([true, false, false]);
  });

  it("lists the devices that skip the second step, and ends that one by one", async () => {
    const email = "hostile@example.com";
    const trusting = browserAt();
    const first = await trusting.submit("/auth/login", { email, password: PASSWORD });
    await trusting.finishSignIn(first, email, { trust: "on" });
    const page = await look(trusting, SESSIONS);
    expect(page.text).toMatch(/Devices that skip two-step verification.*This device.*skips it until/);
    const [, device = ""] = /name="device" value="([^"]+)"/.exec(page.html) ?? [];
    const { csrf = "" } = hiddenFields(page.html);
    const stranger = await signedIn("hanako@example.jp");
    expect((await stranger.submit(SESSIONS, { act: "end_trust", device })).status).toBe(404);
    const ended = await trusting.post(SESSIONS, { csrf, act: "end_trust", device });
    expect([ended.status, ended.headers.get("location")]).toEqual([303, SESSIONS]);
    const after = await look(trusting, SESSIONS);
    expect(after.text).toContain("We will ask for two-step verification at the next sign-in on that device.");
    expect(after.text).toContain("None. We ask for two-step verification at every sign-in.");
    await trusting.submit("/account/settings", {}, "/auth/logout");
    const again = await trusting.submit("/auth/login", { email, password: PASSWORD });
    expect(again.headers.get("location")).toBe("/auth/verify");
  });

  it("ends nobody else's, and takes no other form", async () => {
    const victim = await signedIn("hanako@example.jp");
    const [, foreign = ""] = (victim.cookie("rt") ?? "").split(".");
    expect(foreign).toMatch(/^[\w-]{24}$/);
    const client = await signedIn("amelia@example.com");
    const csrf = hiddenFields((await look(client, SESSIONS)).html)["csrf"] ?? "";
    const refused = await client.post(SESSIONS, { csrf, act: "end", session: foreign });
    await expectErrorPage(portal, refused, { status: 404, title: "Page not found" });
    expect((await client.post(SESSIONS, { csrf, act: "end", session: "' OR 1=1 --" })).status).toBe(404);
    for (const fields of [
      { csrf, act: "end" },
      { csrf, act: "other" },
      { csrf, act: "" },
    ])
      expect((await client.post(SESSIONS, fields)).status).toBe(400);
    expect(await isSignedIn(victim)).toBe(true);
  });
});

describe("account activity", () => {
  it("shows one's own entries, on a page and in files", async () => {
    const client = await signedIn("hostile@example.com");
    await browserAt().signIn("hostile@example.com", "a wrong password");
    const page = await look(client, ACTIVITY);
    expect(page.text).toContain("Incorrect password at sign-in");
    expect(page.text).toContain("All other devices were signed out");
    for (const path of [`${ACTIVITY}?page=999`, `${ACTIVITY}?page=-1`, `${ACTIVITY}?page=x`])
      expect((await client.get(path)).status).toBe(200);

    const csv = await client.get(`${ACTIVITY}/file.csv`);
    expect(csv.headers.get("content-disposition")).toMatch(
      /attachment; filename="activity_\d{4}-\d\d-\d\d\.csv"/,
    );
    const lines = (await csv.text()).trim().split("\r\n");
    const json = (await (await client.get(`${ACTIVITY}/file.json`)).json()) as {
      entries: { type: string }[];
    };
    expect(lines).toHaveLength(json.entries.length + 1);
    expect(json.entries.map(({ type }) => type)).toContain("sign_in.failed");
    expect(JSON.stringify(json)).not.toMatch(/userId|hash|hostile/);
  });

  it("has pages, newest first", async () => {
    const client = await signedIn("kenji@example.jp");
    client.setCookie("lang", "en");
    for (let n = 0; n < 26; n += 1) await browserAt().signIn("kenji@example.jp", "a wrong password");
    const [first, second] = [await look(client, ACTIVITY), await look(client, `${ACTIVITY}?page=2`)];
    expect(first.html.match(/Incorrect password at sign-in/g)).toHaveLength(25);
    expect(second.text).toContain("Signed in");
    expect(second.html).toContain('aria-current="page"');
  });
});

describe("the end of a session", () => {
  it("is announced on the page, without a script", async () => {
    const plain = await signedIn("grace@example.com");
    expect((await look(plain, "/account")).text).toMatch(/you will be signed out at \d\d:\d\d JST if/);
    const remembered = browserAt();
    await remembered.submit("/auth/login", {
      email: "grace@example.com",
      password: PASSWORD,
      remember: "on",
    });
    expect((await look(remembered, "/account")).text).not.toContain("signed out at");
  });

  it("loses nothing that was typed: after signing in again the form is sent", async () => {
    const client = await signedIn("amelia@example.com");
    const other = await signedIn("amelia@example.com");
    const page = await look(client, "/account/settings");
    const csrf = hiddenFields(page.html)["csrf"] ?? "";
    await other.submit(SESSIONS, { act: "end_others" });

    const met = await client.post("/account/settings?index", { csrf, language: "ja", theme: "dark" });
    const signIn = met.headers.get("location") ?? "";
    expect(signIn).toMatch(/^\/auth\/login\?returnTo=%2Faccount%2Fresume%3Fform%3D[\w-]{22}&ended=1$/);
    const person = { email: "amelia@example.com", password: PASSWORD };
    const back = await client.finishSignIn(await client.submit(signIn, person), person.email);
    const resume = back.headers.get("location") ?? "";
    const held = await look(client, resume);
    expect(held.text).toContain("Your form has not been sent yet");
    const form = held.html.split("<main")[1] ?? "";
    expect(form).toContain('action="/account/settings"');
    expect(hiddenFields(form)).toMatchObject({ language: "ja", theme: "dark" });
    const sent = await client.post("/account/settings", hiddenFields(form));
    expect([sent.status, client.cookie("theme"), client.cookie("lang")]).toEqual([303, "dark", "ja"]);

    const stranger = await signedIn("hanako@example.jp");
    const foreign = await stranger.get(resume);
    expect([foreign.status, foreign.headers.get("location")]).toEqual([303, "/account"]);
  });

  it("keeps nothing for a browser that was never signed in", async () => {
    const stranger = browserAt();
    const response = await stranger.post("/account/settings", { language: "ja", theme: "dark" });
    expect(response.headers.get("location")).toBe("/auth/login?returnTo=%2Faccount%2Fsettings");
    const forged = browserAt();
    const real = await signedIn("amelia@example.com");
    forged.setCookie("at", await resign(real.cookie("at") ?? "", { secret: "x".repeat(40) }));
    const answer = await forged.post("/account/settings", { language: "ja", theme: "dark" });
    expect(answer.headers.get("location")).toBe("/auth/login?returnTo=%2Faccount%2Fsettings&ended=1");
  });
});
