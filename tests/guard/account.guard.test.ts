import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client, textOf } from "../support/http.ts";
import { readManifest, type RouteNode } from "../support/manifest.ts";
import { csrfOf, expectLogged } from "../support/pages.ts";
import { PASSWORD } from "../support/portal.ts";
import { precompress } from "../../scripts/precompress.ts";
import { openTestPortal, type WorkerPortal } from "../support/worker-portal.ts";

/** Belongs to client 1002, like what the page of it says; the tests sign in as 1001. */
const FOREIGN_INVOICE = "10101";
const FOREIGN = /髙橋|CN-100002|10,428|A510101/;

/** All addresses of the built application, with an id of another customer wherever a parameter stands. */
function addresses(nodes: RouteNode[], parent = ""): string[] {
  return nodes.flatMap((node) => {
    const path = node.path ? `${parent}/${node.path}` : parent;
    const address = path.replace(/:[a-zA-Z]+/g, FOREIGN_INVOICE).replace("*", "no-such-page") || "/";
    return [address, ...addresses(node.children ?? [], path)];
  });
}

const manifest = readManifest();
const all = [...new Set(addresses(manifest))];
const account = all.filter((path) => /^\/account(\/|$)/.test(path));
const json = all.filter((path) => path.startsWith("/api/"));
const accountJson = json.filter((path) => path.startsWith("/api/account/"));
const jsonOfRecords = accountJson.filter((path) => path.includes(FOREIGN_INVOICE));
const withParameter = account.filter((path) => path.includes(FOREIGN_INVOICE));
/** Where the parameter is an invoice; the factors of a person have ids that nobody can guess, and tests of their own. */
const ofInvoices = withParameter.filter((path) => path.includes("/invoices/"));
/** Takes what is sent, and has nothing to read. */
const WRITE_ONLY = ["/api/account/orders/validate"];
/** Goes on for as long as it is listened to. */
const STREAM = "/api/events";
const pages = all.filter((path) => !/^\/(webhooks|auth$)/.test(path) && path !== STREAM);
const signIn = /^\/auth\/login\?returnTo=%2Faccount/;

let portal: WorkerPortal;
let customer: Client;
let csrf: string;

beforeAll(async () => {
  // The customer system lets nobody in whose clock is another.
  portal = await openTestPortal({ today: "real" });
  customer = new Client(portal.url);
  await customer.signIn("amelia@example.com", PASSWORD);
  csrf = csrfOf(await (await customer.get("/account/settings")).text());
});
afterAll(async () => {
  await portal.stop();
});

it.each(all)("the data of %s is not handed out beside the page", async (path) => {
  for (const address of [`${path}.data`, `${path}.DATA`, `${path}.dat%61`]) {
    const answer = await customer.get(address);
    expect([answer.status, answer.headers.get("location")], address).toEqual([404, null]);
  }
});

describe("what finds the pages", () => {
  it("the map for search engines names every public page, and each of them answers", async () => {
    const map = await fetch(`${portal.url}/sitemap.xml`);
    expect(map.headers.get("content-type")).toBe("application/xml");
    const named = [...(await map.text()).matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, url = ""]) => url);
    const isPage = (path: string) =>
      !/^\/(account|auth|api|demo|health|webhooks)(\/|$)|\.|no-such|refused/.test(path);
    expect(named.sort()).toEqual([...new Set(all.filter(isPage))].map((path) => portal.url + path).sort());
    for (const url of named) expect((await fetch(url, { redirect: "manual" })).status, url).toBe(200);
  });

  it("password managers and finders of weaknesses get their well-known addresses", async () => {
    const change = await fetch(`${portal.url}/.well-known/change-password`, { redirect: "manual" });
    expect([change.status, change.headers.get("location")]).toEqual([303, "/account/settings/password"]);
    const text = await (await fetch(`${portal.url}/.well-known/security.txt`)).text();
    const expires = Date.parse(/^Expires: (.*)$/m.exec(text)?.[1] ?? "");
    expect(expires).toBeGreaterThan(Date.now() + 30 * 24 * 3600_000);
    expect(text).toMatch(/^Contact: mailto:\S+@\S+$/m);
    expect(text).toContain(`Canonical: ${portal.url}/.well-known/security.txt`);
  });
});

describe("routes of the account area", () => {
  it("are found in the manifest", () => {
    expect(account.length).toBeGreaterThan(8);
    expect(ofInvoices.length).toBeGreaterThan(2);
    expect(account).toEqual(
      expect.arrayContaining(
        ["", "/app", "/recovery-codes", "/recovery-codes.txt", `/factors/${FOREIGN_INVOICE}`].map(
          (path) => `/account/settings/security${path}`,
        ),
      ),
    );
    expect(all).toEqual(
      expect.arrayContaining(["/auth/verify", "/auth/step-up", "/auth/get-started/account"]),
    );
  });

  it.each(account)("%s sends the anonymous to the sign-in page", async (path) => {
    const stranger = new Client(portal.url);
    const page = await stranger.get(path);
    expect(page.status).toBe(303);
    expect(page.headers.get("location")).toMatch(signIn);
    // Where there is an action it asks who is there before it does anything; elsewhere there is none.
    const posted = await stranger.post(path, { csrf });
    expect([303, 405]).toContain(posted.status);
    if (posted.status === 303) expect(posted.headers.get("location")).toMatch(signIn);
  });

  it.each(withParameter)("%s does not exist for the wrong customer", async (path) => {
    expect(await endOf(customer, path)).toEqual({ status: 404, isForeign: false });
    const posted = await customer.post(path, { csrf, what: "invoice" });
    expect([404, 405]).toContain(posted.status);
    expect(await posted.text()).not.toMatch(FOREIGN);
  });

  it.each(ofInvoices)("%s does for its owner", async (path) => {
    const owner = new Client(portal.url);
    await owner.signIn("hanako@example.jp", PASSWORD);
    const { status, isForeign } = await endOf(owner, path);
    expect(status).toBe(200);
    // A PDF's text is compressed.
    if (!path.endsWith(".pdf")) expect(isForeign).toBe(true);
  });
});

describe("JSON routes", () => {
  it.each(accountJson)("%s tells the anonymous that they are not signed in", async (path) => {
    const stranger = new Client(portal.url);
    const answer = await stranger.get(path);
    expect(answer.status).toBe(401);
    expect(await answer.text()).toContain("SESSION_EXPIRED");
    expect(answer.headers.get("cache-control")).toMatch(/no-store/);
    // Where something can be changed it asks who is there before it looks at what was sent.
    expect([401, 405]).toContain((await stranger.post(path, { csrf })).status);
  });

  it.each(jsonOfRecords)("%s does not exist for the wrong customer", async (path) => {
    const answer = await customer.get(path);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ success: false, error: { code: "NOT_FOUND" } });
  });

  it.each(accountJson.filter((path) => ![...jsonOfRecords, ...WRITE_ONLY].includes(path)))(
    "%s is for this person alone",
    async (path) => {
      const answer = await customer.get(path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get("cache-control")).toBe("private, no-store");
      expect(await answer.text()).not.toMatch(FOREIGN);
    },
  );

  it("are all in the OpenAPI document, and nothing else is", async () => {
    const answer = await new Client(portal.url).get("/api/openapi.json");
    const { paths } = (await answer.json()) as { paths: Record<string, unknown> };
    const served = json.filter((path) => !["/api/openapi.json", "/api/no-such-page", STREAM].includes(path));
    const described = Object.keys(paths).map((path) => path.replace(/\{\w+\}/g, FOREIGN_INVOICE));
    expect(described.toSorted()).toEqual(served.toSorted());
    expect(accountJson.length).toBeGreaterThan(2);
  });
});

/** Where a visit ends, redirects of this site followed, and whether it shows what is another customer's. */
async function endOf(client: Client, path: string): Promise<{ status: number; isForeign: boolean }> {
  const response = await client.get(path);
  const text = await response.text();
  const target = response.headers.get("location");
  if (target !== null && [302, 303].includes(response.status)) return endOf(client, target);
  return { status: response.status, isForeign: FOREIGN.test(text) };
}

describe("every POST", () => {
  it.each(all)("to %s must come from our own pages", async (path) => {
    const send = (headers: Record<string, string>) =>
      customer.send(path, { method: "POST", body: "a=b", headers });
    const refused = await Promise.all([
      send({ Origin: "https://evil.example" }),
      send({ Origin: portal.url, "Sec-Fetch-Site": "cross-site" }),
      send({}),
    ]);
    // A webhook is no page: it proves itself by a signature instead, which these have not.
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403]);
  });
});

const SECURITY_HEADERS = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "x-permitted-cross-domain-policies": "none",
};

describe("every answer", () => {
  it.each([...pages, "/favicon.svg", "/assets/none.js", "/?lang=ja", "/%ff"])(
    "of %s carries the security headers and a policy for scripts",
    async (path) => {
      for (const client of [new Client(portal.url), customer]) {
        const response = await client.get(path);
        expect(Object.fromEntries(response.headers)).toMatchObject(SECURITY_HEADERS);
        expect(response.headers.get("permissions-policy")).toContain("camera=()");
        expect(response.headers.has("x-powered-by")).toBe(false);
        if (response.headers.get("content-type")?.startsWith("text/html")) await expectScriptsBound(response);
      }
    },
  );

  it("carries a request id, under which it stands in the log", async () => {
    const stranger = new Client(portal.url);
    for (const path of [...pages, "/favicon.svg", "/assets/none.js", "/?lang=ja", "/%ff", "/made-up"]) {
      const response = await stranger.get(path);
      const lines = await expectLogged(portal, response.headers.get("x-request-id") ?? "none");
      const logged = { msg: "answered", method: "GET", status: response.status };
      expect(lines.at(-1), path).toMatchObject(logged);
    }
  });

  it("has a nonce of its own", async () => {
    const answers = await Promise.all(
      ["/account", "/account", "/account/billing", "/account/billing"].map((path) => customer.get(path)),
    );
    const nonces = answers.map((answer) => nonceOf(answer));
    expect(new Set(nonces).size).toBe(nonces.length);
  });

  it.each(account)("of %s is for this person alone", async (path) => {
    const response = await customer.get(path);
    expect(response.headers.get("cache-control")).toBe("private, no-store");
  });

  it("to a stranger and to a customer is the same where it may be stored by anybody", async () => {
    let stored = 0;
    const stranger = new Client(portal.url);
    for (const client of [customer, stranger]) client.setCookie("lang", "en");
    for (const path of pages) {
      const plain = { "Accept-Encoding": "identity" };
      const [mine, theirs] = await Promise.all([customer.get(path, plain), stranger.get(path, plain)]);
      if (!theirs.headers.get("cache-control")?.startsWith("public")) continue;
      stored += 1;
      for (const answer of [mine, theirs]) {
        expect(answer.headers.getSetCookie()).toEqual([]);
        // What is no page knows no language.
        if (!answer.headers.get("content-type")?.startsWith("text/html")) continue;
        expect(answer.headers.get("vary")).toMatch(/Cookie.*Accept-Language.*Accept-Encoding/);
      }
      expect(textOf(await mine.text()), path).toBe(textOf(await theirs.text()));
    }
    expect(stored).toBeGreaterThan(5);
  });

  it("is compressed for who can read it", async () => {
    for (const path of ["/help", "/account/billing/invoices"]) {
      const small = await customer.get(path, { "Accept-Encoding": "gzip, br" });
      const plain = await customer.get(path, { "Accept-Encoding": "identity" });
      expect(small.headers.get("content-encoding")).toBe("gzip");
      expect(plain.headers.has("content-encoding")).toBe(false);
      const [compressed, whole] = [small, plain].map((answer) =>
        Number(answer.headers.get("content-length")),
      );
      expect(compressed).toBeLessThan((whole ?? 0) / 2);
      expect(textOf(await small.text()).slice(0, 200)).toBe(textOf(await plain.text()).slice(0, 200));
    }
  });
});

describe("the browser's files", () => {
  const scripts = readdirSync("build/client/assets").filter((name) => name.endsWith(".js"));
  const largest = scripts.find((name) => name.startsWith("entry.client")) ?? "";
  beforeAll(async () => {
    await precompress("build/client");
  });

  it.each(["br", "gzip"])("come compressed beforehand (%s) and are kept for ever", async (encoding) => {
    const response = await fetch(`${portal.url}/assets/${largest}`, {
      headers: { "Accept-Encoding": encoding },
    });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-encoding")).toBe(encoding);
    expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(response.headers.get("vary")).toContain("Accept-Encoding");
    expect(response.headers.get("content-type")).toContain("javascript");
    const plain = await fetch(`${portal.url}/assets/${largest}`, {
      headers: { "Accept-Encoding": "identity" },
    });
    expect(plain.headers.has("content-encoding")).toBe(false);
    expect(plain.headers.get("vary")).toContain("Accept-Encoding");
    expect(await response.text()).toBe(await plain.text());
  });

  it("without a hash in their name are kept for a while, and missing ones not at all", async () => {
    const icon = await fetch(`${portal.url}/favicon.svg`);
    expect(icon.headers.get("cache-control")).toBe("public, max-age=3600");
    const missing = await fetch(`${portal.url}/assets/entry.client-00000000.js`);
    expect([missing.status, missing.headers.get("cache-control")]).toEqual([404, "no-store"]);
  });
});

function nonceOf(response: Response): string {
  const policy = response.headers.get("content-security-policy") ?? "";
  const nonce = /script-src 'nonce-([\w-]{22})' 'strict-dynamic'(;|$)/.exec(policy)?.[1];
  if (nonce === undefined) throw new Error(`no nonce in ${policy}`);
  return nonce;
}

/** What shared caches may keep has no script, and no nonce that they could give to everybody. */
const runsNothing = (policy: string) => /script-src 'none'(;|$)/.test(policy);

async function expectScriptsBound(response: Response): Promise<void> {
  const html = await response.text();
  const policy = response.headers.get("content-security-policy") ?? "";
  for (const directive of ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"])
    expect(policy).toContain(directive);
  expect(policy).not.toMatch(/unsafe-|\*/);
  const isShared = response.headers.get("cache-control")?.startsWith("public") ?? false;
  expect(runsNothing(policy)).toBe(isShared);
  if (isShared) {
    expect(html).not.toMatch(/<script\b/);
    expect(html).not.toMatch(/<style\b|\sstyle="|\son[a-z]+="/);
    return;
  }
  const nonce = nonceOf(response);
  for (const [tag] of html.matchAll(/<script\b[^>]*>/g)) expect(tag).toContain(`nonce="${nonce}"`);
  expect(html).not.toMatch(/<style\b|\sstyle="|\son[a-z]+="/);
}
