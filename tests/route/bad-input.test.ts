import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { resign, unsigned } from "../support/access-token.ts";
import { Client, postAlone, textOf } from "../support/http.ts";
import { csrfOf, expectErrorPage, expectLogged, logLines, strayLines } from "../support/pages.ts";
import { PASSWORD } from "../support/portal.ts";
import { openTestPortal, type WorkerPortal } from "../support/worker-portal.ts";

const NO_PAGE = "Page not found";
const UNREADABLE = "We could not process your request";
const NO_FORM = "This form is no longer valid";
const LIST = "/account/billing/invoices";

let portal: WorkerPortal;
let customer: Client;
let csrf: string;

beforeAll(async () => {
  portal = await openTestPortal({ environment: { INVOICE_INDEX_LIMIT: "0" } });
  customer = new Client(portal.url);
  await customer.signIn("amelia@example.com", PASSWORD);
  csrf = csrfOf(await (await customer.get("/account/settings")).text());
});
afterAll(async () => {
  await portal.stop();
});

describe("addresses", () => {
  it.each(["99", "10101", "letters", "0", "-1", "1e9", "99999999999", "2147483648", "1%2F2"])(
    "invoice %s is not found",
    async (id) => {
      await expectErrorPage(portal, await customer.get(`${LIST}/${id}`), { status: 404, title: NO_PAGE });
      await expectErrorPage(portal, await customer.post(`${LIST}/${id}/open`, { csrf, what: "invoice" }), {
        status: 404,
        title: NO_PAGE,
      });
      expect((await customer.get(`${LIST}/${id}/document.pdf`)).status).toBe(404);
    },
  );

  it.each(["/10003%00", "?q=%00", "?%00=1"])("no address holds a NUL: %s", async (end) => {
    expect((await customer.get(LIST + end)).status).toBe(400);
  });

  it.each([
    "?page=-1",
    "?page=0",
    "?page=1e9",
    "?page=abc&status=rubbish&per=7&q=%0a",
    "?page=2&page=3&status=paid&status=unpaid",
    `?q=${"x".repeat(3000)}`,
    "?__proto__=1&constructor=2",
    "?q=%F0%9F%91%A9%E2%80%AE",
  ])("the list takes %s for something it knows", async (query) => {
    const response = await customer.get(LIST + query);
    expect(response.status).toBe(200);
    expect(textOf(await response.text())).toContain("Invoices");
  });

  it("falls back to the first page of all", async () => {
    for (const query of ["?page=-1", "?page=abc&status=rubbish&per=7"]) {
      const text = textOf(await (await customer.get(LIST + query)).text());
      expect(text).toContain("1–3 of 3");
    }
    const beyond = textOf(await (await customer.get(`${LIST}?page=1e5&per=7`)).text());
    expect(beyond).toContain("1–3 of 3");
  });

  it.each(["?from=2026-99&to=x", "?from=2999-01&to=1900-01", "?from=&to=&from=2026-01"])(
    "the statement takes %s for something it knows",
    async (query) => {
      expect((await customer.get(`/account/billing/statement${query}`)).status).toBe(200);
    },
  );

  it.each(["/%C3%28", "/%ff", "/%", `${LIST}/%C3%28`, `${LIST}?q=%C3%28`, `${LIST}?q=%ff`, "/help?q=%E0%80"])(
    "%s is no text",
    async (path) => {
      await expectErrorPage(portal, await customer.get(path), { status: 400, title: UNREADABLE });
    },
  );

  it.each(["/no/such/page", "/refused", "/.env", "/assets/%2e%2e/%2e%2e/package.json", "/auth", "/health/x"])(
    "%s is not found",
    async (path) => {
      await expectErrorPage(portal, await customer.get(path), { status: 404, title: NO_PAGE });
    },
  );

  it("never leads to another site", async () => {
    const response = await fetch(`${portal.url}//evil.example/?lang=ja`, { redirect: "manual" });
    expect(response.headers.get("location")).toBe("/evil.example/");
  });

  it("speaks Japanese to who asks for it", async () => {
    const japanese = new Client(portal.url, { "Accept-Language": "ja-JP,ja;q=0.9,en;q=0.5" });
    const cases = [
      ["/no-such-page", 404, "ページが見つかりません"],
      ["/%ff", 400, "送信内容を確認できませんでした"],
    ] as const;
    for (const [path, status, title] of cases)
      await expectErrorPage(portal, await japanese.get(path), { status, language: "ja", title });
    const posted = await japanese.post("/auth/login", { email: "a@example.com", password: "b" });
    await expectErrorPage(portal, posted, {
      status: 403,
      language: "ja",
      title: "Cookieを有効にしてください",
    });
  });
});

describe("methods", () => {
  it.each(["PUT", "PATCH", "DELETE", "OPTIONS"])("%s is refused", async (method) => {
    for (const path of ["/account", "/help", "/health"]) {
      const response = await customer.send(path, { method, headers: { Origin: portal.url } });
      expect(response.headers.get("allow")).toBe("GET, HEAD, POST");
      await expectErrorPage(portal, response, { status: 405, title: "This action is not available" });
    }
  });

  it.each(["/", "/help", "/account", LIST, "/account/billing/statement/file.csv", "/health"])(
    "POST to %s, which takes none, changes nothing and says so",
    async (path) => {
      const response = await customer.post(path, { csrf });
      expect(response.headers.get("allow")).toBe("GET, HEAD");
      await expectErrorPage(portal, response, { status: 405, title: "This action is not available" });
    },
  );

  it.each(["/", "/help", "/account", "/health", "/auth/login", "/favicon.svg", `${LIST}/10003/document.pdf`])(
    "HEAD %s answers as GET without a body",
    async (path) => {
      const client = new Client(portal.url, { "Accept-Encoding": "identity" });
      if (path.startsWith("/account")) client.setCookie("at", customer.cookie("at") ?? "");
      const got = await client.get(path);
      const head = await client.send(path, { method: "HEAD" });
      expect(head.status).toBe(got.status);
      expect(head.status).toBe(200);
      expect(head.headers.get("content-type")).toBe(got.headers.get("content-type"));
      expect(await head.text()).toBe("");
      expect((await got.text()).length).toBeGreaterThan(10);
    },
  );
});

describe("forms", () => {
  const settings = "/account/settings";

  it.each([
    ["without an origin", {}],
    ["from another site", { Origin: "https://evil.example" }],
    ["from a frame without one", { Origin: "null" }],
    ["from another port", { Origin: "http://localhost:1" }],
  ])("%s is refused", async (_, headers) => {
    const body = new URLSearchParams({ csrf, language: "ja", theme: "dark" });
    const response = await customer.send(settings, { method: "POST", body, headers });
    await expectErrorPage(portal, response, { status: 403, title: NO_FORM });
  });

  it.each(["cross-site", "same-site"])("that the browser calls %s is refused", async (site) => {
    const response = await customer.post(
      settings,
      { csrf, language: "ja", theme: "dark" },
      { "Sec-Fetch-Site": site },
    );
    await expectErrorPage(portal, response, { status: 403, title: NO_FORM });
  });

  it.each([
    ["no token", {}],
    ["an empty token", { csrf: "" }],
    ["a wrong token", { csrf: "A".repeat(43) }],
  ])("with %s is refused", async (_, fields) => {
    const response = await customer.post(settings, { ...fields, language: "ja", theme: "dark" });
    await expectErrorPage(portal, response, { status: 403, title: NO_FORM });
  });

  it("with another person's token is refused", async () => {
    const other = new Client(portal.url);
    await other.signIn("grace@example.com", PASSWORD);
    const response = await other.post(settings, { csrf, language: "en", theme: "dark" });
    await expectErrorPage(portal, response, { status: 403, title: "This form belongs to another account" });
  });

  it("has changed nothing by all that, and does when it is right", async () => {
    expect(await (await customer.get(settings)).text()).toContain('<html lang="en"');
    const response = await customer.post(settings, { csrf, language: "en", theme: "dark" });
    expect([response.status, response.headers.get("location")]).toEqual([303, settings]);
    expect(await (await customer.get(settings)).text()).toContain('data-theme="dark"');
  });

  it.each(["application/json", "text/plain", "multipart/form-data; boundary=x"])(
    "of type %s that is none is refused",
    async (type) => {
      const response = await customer.send(settings, {
        method: "POST",
        body: '{"csrf":"x"}',
        headers: { Origin: portal.url, "Content-Type": type },
      });
      await expectErrorPage(portal, response, { status: 400, title: UNREADABLE });
    },
  );

  it("with a value that is not on offer is refused", async () => {
    const notOnOffer: Record<string, string>[] = [{ language: "fr", theme: "dark" }, { language: "en" }];
    for (const fields of notOnOffer) {
      const response = await customer.post(settings, { csrf, ...fields });
      await expectErrorPage(portal, response, { status: 400, title: UNREADABLE });
    }
    const response = await customer.post(`${LIST}/10003/open`, { csrf, what: "everything" });
    await expectErrorPage(portal, response, { status: 400, title: UNREADABLE });
  });

  const type = { "Content-Type": "application/x-www-form-urlencoded" };

  it.each([true, false])("of 10 MB is refused (its size announced: %s)", async (announced) => {
    const body = `csrf=${csrf}&x=${"a".repeat(10 * 1024 * 1024)}`;
    const headers = { ...type, Origin: portal.url, Cookie: customer.cookieHeader() };
    const response = await postAlone(`${portal.url}${settings}`, body, { headers, announced });
    await expectErrorPage(portal, response, { status: 413, title: "What you sent is too large" });
  });

  it("of a size that is not announced is read", async () => {
    const body = new URLSearchParams({ csrf, language: "en", theme: "light" }).toString();
    const headers = { ...type, Origin: portal.url, Cookie: customer.cookieHeader() };
    const response = await postAlone(`${portal.url}${settings}`, body, { headers, announced: false });
    expect(response.status).toBe(303);
  });
});

describe("cookies that prove nothing", () => {
  const refusals: [string, (token: string) => string | Promise<string>][] = [
    ["without a signature", unsigned],
    ["signed with another secret", (token) => resign(token, { secret: "another-secret-".repeat(3) })],
    ["signed for another purpose", (token) => resign(token, { purpose: "refresh" })],
    ["for another audience", (token) => resign(token, { audience: "https://evil.example" })],
    ["of another issuer", (token) => resign(token, { issuer: "https://evil.example" })],
    ["of another type", (token) => resign(token, { type: "JWT" })],
    ["from the future", (token) => resign(token, { age: -600 })],
    ["that has expired", (token) => resign(token, { age: 16 * 60 })],
    [
      "with another person in it",
      (token) => resign(token, { subject: "00000000-0000-4000-8000-000000001002" }),
    ],
    ["tampered with", (token) => token.replace(/.(?=\.[^.]*$)/, (letter) => (letter === "A" ? "B" : "A"))],
    ["cut short", (token) => token.slice(0, -5)],
    ["that is rubbish", () => "%00;;=\u00ff"],
  ];

  const open = async (cookies: Record<string, string>): Promise<Response> => {
    const client = new Client(portal.url);
    for (const [name, value] of Object.entries(cookies)) client.setCookie(name, value);
    return client.get("/account/settings");
  };

  it("but the same token signed anew does", async () => {
    const token = await resign(customer.cookie("at") ?? "", { age: 60 });
    expect((await open({ at: token })).status).toBe(200);
  });

  it.each(refusals)("%s: to the sign-in page", async (_, forge) => {
    const response = await open({ at: await forge(customer.cookie("at") ?? "") });
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toMatch(/^\/auth\/login\?returnTo=%2Faccount%2Fsettings/);
  });

  it("a refresh token with a broken seal: to the sign-in page, cookies ended, session kept", async () => {
    const token = customer.cookie("rt") ?? "";
    const [id = "", family = "", , seal = ""] = token.split(".");
    for (const broken of [`${id}.${family}.1.${seal}`, token.slice(0, -1), `${token}x`, `${id}.${family}`]) {
      const response = await open({ rt: broken });
      expect(response.status).toBe(303);
      const ended = response.headers.getSetCookie().filter((line) => /^(at|rt)=;.*Max-Age=0/.test(line));
      expect(ended).toHaveLength(2);
    }
    expect((await customer.get("/account/settings")).status).toBe(200);
  });
});

describe("the log", () => {
  it("holds nothing of what was sent", async () => {
    const canary = new Client(portal.url, {
      "User-Agent": "canary-agent",
      Referer: `${portal.url}/canary-referer`,
    });
    await canary.signIn("canary.person@example.com", "canary-password-1");
    await canary.get(`/canary-path@example.com?token=canary-query&q=canary-search`);
    await canary.get(`${LIST}?q=canary-search`);
    await customer.post(`${LIST}/10003/open`, { csrf, what: "canary-field" });
    const { headers } = await customer.get("/account");
    await expectLogged(portal, headers.get("x-request-id") ?? "");
    const secrets = ["at", "rt", "device", "visitor"].flatMap((name) => [
      customer.cookie(name) ?? [],
      canary.cookie(name) ?? [],
    ]);
    expect(secrets.flat().length).toBeGreaterThan(4);
    const log = logLines(portal)
      .map((line) => JSON.stringify(line))
      .join("\n");
    for (const secret of [...secrets.flat(), csrf, PASSWORD, "canary", "amelia", "sandbox-secret"])
      expect(log).not.toContain(secret);
  });

  it("is JSON, line by line", () => {
    expect(strayLines(portal)).toEqual([]);
    for (const line of logLines(portal))
      expect(Object.keys(line)).toEqual(expect.arrayContaining(["level", "time"]));
  });
});
