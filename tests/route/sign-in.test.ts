import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { resign } from "../support/access-token.ts";
import { Client, textOf } from "../support/http.ts";
import { csrfOf, expectLogged } from "../support/pages.ts";
import { PASSWORD } from "../support/portal.ts";
import { openTestPortal, type WorkerPortal } from "../support/worker-portal.ts";

const WRONG = "The e-mail address or password is incorrect";
const LOCKED = "Too many incorrect passwords. Wait 15 minutes";

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

describe("signing in", () => {
  it("says the same of a wrong password and of an address that nobody has", async () => {
    const answers = await Promise.all(
      ["grace@example.com", "nobody@example.com"].map(async (email) => {
        const response = await browserAt().signIn(email, "not-the-password");
        const html = await response.text();
        expect(html).not.toContain("not-the-password");
        const masked = html
          .replaceAll(email, "address")
          .replaceAll(/nonce="[^"]*"|name="csrf" value="[^"]*"/g, "")
          .replaceAll(/<script[\s\S]*?<\/script>/g, "");
        const headers = [...response.headers.keys()].filter((name) => name !== "content-length").sort();
        return { status: response.status, masked, headers };
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.status).toBe(401);
    expect(textOf(answers[0]?.masked ?? "")).toContain(WRONG);
  });

  it.each([
    ["no address", { email: "", password: "x" }, "Enter your e-mail address."],
    ["no password", { email: "a@example.com", password: "" }, "Enter your password."],
    [
      "a book for a password",
      { email: "a@example.com", password: "x".repeat(2000) },
      "This password is too long",
    ],
  ])("with %s says what is missing and keeps what was typed", async (_, fields, text) => {
    const response = await browserAt().submit("/auth/login", fields);
    const html = await response.text();
    expect(response.status).toBe(400);
    expect(textOf(html)).toContain(text);
    if (fields.email) expect(html).toContain(`value="${fields.email}"`);
  });

  it("takes the address in any case and the password in any form of Unicode", async () => {
    const response = await browserAt().signIn("  GRACE@Example.COM ", PASSWORD);
    expect(response.status).toBe(303);
  });

  it.each([
    ["/account/billing/invoices?status=paid", "/account/billing/invoices?status=paid"],
    ["//evil.example", "/account"],
    ["/\\evil.example", "/account"],
    ["https://evil.example/account", "/account"],
    ["javascript:alert(1)", "/account"],
    ["/account\r\nSet-Cookie: x=1", "/account"],
    ["/..//evil.example", "/account"],
    ["/auth/logout", "/account"],
    ["", "/account"],
  ])("asked to go on to %j goes to %s", async (returnTo, target) => {
    const client = browserAt();
    const path = `/auth/login?${new URLSearchParams({ returnTo })}`;
    const form = await (await client.get(path)).text();
    expect(/name="returnTo" value="([^"]*)"/.exec(form)?.[1]?.replaceAll("&amp;", "&")).toBe(target);
    const fields = { csrf: csrfOf(form), email: "grace@example.com", password: PASSWORD, returnTo };
    const first = await client.post(path, fields);
    const response = await client.finishSignIn(first, "grace@example.com");
    expect([response.status, response.headers.get("location")]).toEqual([303, target]);
    expect(first.headers.get("set-cookie")).not.toContain("x=1");
    expect(response.headers.get("set-cookie")).not.toContain("x=1");
    const again = await client.get(path);
    expect([again.status, again.headers.get("location")]).toEqual([303, target]);
  });

  it.each([
    [{}, undefined],
    [{ remember: "on" }, 30 * 24 * 3600],
  ])("with %j gives cookies that scripts and other sites never get", async (fields, maxAge) => {
    const response = await browserAt().signIn("grace@example.com", PASSWORD, fields);
    const cookies = new Map(response.headers.getSetCookie().map((line) => [line.split("=")[0], line]));
    for (const name of ["at", "rt", "device"]) {
      expect(cookies.get(name)).toMatch(/; Path=\/; SameSite=Lax; HttpOnly/);
      expect(cookies.get(name)).not.toContain("Domain");
    }
    for (const name of ["at", "rt"]) {
      const age = /Max-Age=(\d+)/.exec(cookies.get(name) ?? "")?.[1];
      if (maxAge === undefined) expect(age).toBeUndefined();
      else expect(Math.abs(Number(age) - maxAge)).toBeLessThan(10);
    }
  });

  it("keeps a form that an attacker has opened apart from the victim's browser", async () => {
    const csrf = csrfOf(await (await browserAt().get("/auth/login")).text());
    const victim = browserAt();
    await victim.get("/auth/login");
    const response = await victim.post("/auth/login", {
      csrf,
      email: "grace@example.com",
      password: PASSWORD,
    });
    expect(response.status).toBe(403);
    expect(victim.cookie("at")).toBeUndefined();
  });
});

describe("too many wrong passwords", () => {
  const email = "late@example.com";

  it("lock the address for that source, not for the owner's device or another source", async () => {
    const owner = browserAt();
    expect((await owner.signIn(email, PASSWORD)).status).toBe(303);
    const source = "203.0.113.7";
    for (let n = 0; n < 5; n += 1) {
      const response = await browserAt(source).signIn(email, `wrong-${n}`);
      expect(response.status).toBe(401);
    }
    const locked = await browserAt(source).signIn(email, PASSWORD);
    expect(locked.status).toBe(429);
    expect(Number(locked.headers.get("retry-after"))).toBeGreaterThan(60);
    expect(textOf(await locked.text())).toContain(LOCKED);
    // What the sender itself writes in front of the proxy's entry proves nothing.
    expect((await browserAt(`192.0.2.1, ${source}`).signIn(email, PASSWORD)).status).toBe(429);

    expect((await browserAt().signIn(email, PASSWORD)).status).toBe(303);
    const knownThere = browserAt(source);
    knownThere.setCookie("device", owner.cookie("device") ?? "");
    expect((await knownThere.signIn(email, PASSWORD)).status).toBe(303);
    const inventedThere = browserAt(source);
    inventedThere.setCookie("device", "A".repeat(22));
    expect((await inventedThere.signIn(email, PASSWORD)).status).toBe(429);
  });

  it("lock an address that nobody has just the same", async () => {
    const source = "203.0.113.8";
    const statuses: number[] = [];
    for (let n = 0; n < 6; n += 1)
      statuses.push((await browserAt(source).signIn("nobody@example.com", "wrong")).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it("are counted even when they come all at once", async () => {
    const clients = Array.from({ length: 12 }, () => browserAt("203.0.113.9"));
    const answers = await Promise.all(clients.map((client) => client.signIn("waiting@example.com", "wrong")));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(7);
  });
});

describe("a session", () => {
  const AGED = 6 * 60;

  async function signedIn(): Promise<Client> {
    const client = browserAt();
    await client.signIn("kenji@example.jp", PASSWORD);
    return client;
  }

  /** The browser's access token is one that is due for renewal. */
  async function age(client: Client): Promise<void> {
    client.setCookie("at", await resign(client.cookie("at") ?? "", { age: AGED }));
  }

  const cookieIn = (response: Response, name: string) =>
    response.headers
      .getSetCookie()
      .find((line) => line.startsWith(`${name}=`))
      ?.split(/[=;]/)[1];

  it("is renewed when its token is five minutes old, and not before", async () => {
    const client = await signedIn();
    expect((await client.get("/account/settings")).headers.getSetCookie()).toEqual([]);
    const first = client.cookie("rt");
    await age(client);
    const renewed = await client.get("/account/settings");
    expect(renewed.status).toBe(200);
    expect(cookieIn(renewed, "rt")).toMatch(/\.1\.[\w-]{43}$/);
    expect(client.cookie("rt")).not.toBe(first);
  });

  it("gives twenty requests with one refresh token one and the same successor", async () => {
    const client = await signedIn();
    await age(client);
    const cookies = { at: client.cookie("at") ?? "", rt: client.cookie("rt") ?? "" };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => {
        const tab = browserAt();
        for (const [name, value] of Object.entries(cookies)) tab.setCookie(name, value);
        return tab.get("/account/settings");
      }),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(new Set(answers.map((answer) => cookieIn(answer, "rt"))).size).toBe(1);
    client.setCookie("rt", cookieIn(answers[19] ?? new Response(), "rt") ?? "");
    await age(client);
    expect((await client.get("/account/settings")).status).toBe(200);
  });

  it("ends for everybody when a used-up refresh token comes back, and its owner's log says so", async () => {
    const client = await signedIn();
    const stolen = client.cookie("rt") ?? "";
    for (let n = 0; n < 2; n += 1) {
      await age(client);
      await client.get("/account/settings");
    }
    const thief = browserAt();
    thief.setCookie("rt", stolen);
    const refused = await thief.get("/account/settings");
    expect(refused.headers.get("location")).toBe("/auth/login?returnTo=%2Faccount%2Fsettings&ended=1");
    const after = await client.get("/account/settings");
    expect(after.headers.get("location")).toBe("/auth/login?returnTo=%2Faccount%2Fsettings&ended=1");
    const page = await client.get(after.headers.get("location") ?? "");
    expect(textOf(await page.text())).toContain("ログアウトしました");
    expect(client.cookie("rt")).toBeUndefined();
  });

  it("ends at once when its owner signs out, whatever copies there are", async () => {
    const client = await signedIn();
    const copy = browserAt();
    for (const name of ["at", "rt"]) copy.setCookie(name, client.cookie(name) ?? "");
    expect((await copy.get("/account/settings")).status).toBe(200);

    expect((await client.get("/auth/logout")).headers.get("location")).toBe("/account");
    expect((await client.post("/auth/logout", { csrf: "wrong" })).status).toBe(403);
    expect((await client.get("/account/settings")).status).toBe(200);

    const csrf = csrfOf(await (await client.get("/account/settings")).text());
    const out = await client.post("/auth/logout", { csrf });
    expect([out.status, out.headers.get("location")]).toEqual([303, "/auth/login?signedOut=1"]);
    expect(out.headers.get("clear-site-data")).toBe('"cache", "prefetchCache", "storage"');
    expect([client.cookie("at"), client.cookie("rt")]).toEqual([undefined, undefined]);
    expect(client.cookie("device")).toMatch(/^[\w-]{22}$/);
    const refused = await copy.get("/account/settings");
    expect(refused.headers.get("location")).toMatch(/^\/auth\/login\?/);
    copy.setCookie("at", "");
    expect((await copy.get("/account/settings")).status).toBe(303);
  });

  it("of a new device is told to the owner by mail, of a known one not", async () => {
    const mails = async () => {
      const outbox = await browserAt().get("/demo/outbox.json?to=bulk@example.com");
      const all = (await outbox.json()) as { template: string }[];
      return all.filter(({ template }) => template === "new-device").length;
    };
    const client = browserAt();
    await client.signIn("bulk@example.com", PASSWORD);
    expect(await mails()).toBe(1);
    client.deleteCookie("at");
    client.deleteCookie("rt");
    expect((await client.signIn("bulk@example.com", PASSWORD)).status).toBe(303);
    expect(await mails()).toBe(1);
  });

  it("leaves nothing of a person in the log", async () => {
    const client = await signedIn();
    const response = await client.get("/account/settings");
    const lines = await expectLogged(portal, response.headers.get("x-request-id") ?? "");
    expect(JSON.stringify(lines)).not.toMatch(/kenji|健二|1008|198\.51/);
  });
});
