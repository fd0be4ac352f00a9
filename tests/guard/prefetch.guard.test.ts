import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PREFETCHED_PAGES, SPECULATION_RULES } from "../../app/platform/request/prefetch.server.ts";
import { Client } from "../support/http.ts";
import { readManifest, type RouteNode } from "../support/manifest.ts";
import { PASSWORD, startTestPortal, type TestPortal } from "../support/portal.ts";

/** Of the customer who signs in: a page that is there is the one that could do something. */
const OWN: Record<string, string> = { ":invoiceId": "10003", ":orderId": "8015h0000000003AAA" };

function patterns(nodes: RouteNode[], parent = ""): string[] {
  return nodes.flatMap((node) => {
    const path = node.path ? `${parent}/${node.path}` : parent;
    return [path, ...patterns(node.children ?? [], path)];
  });
}
const manifest = readManifest();
/** The stream goes on for as long as it is listened to. */
const personal = [...new Set(patterns(manifest))].filter(
  (path) => /^\/(account|auth|api\/account)(\/|$)/.test(path) && path !== "/api/events",
);
const toPath = (pattern: string) => pattern.replace(/:\w+/g, (name) => OWN[name] ?? "10003");

let portal: TestPortal;
let customer: Client;

beforeAll(async () => {
  portal = await startTestPortal({ today: "real" });
  customer = new Client(portal.url);
  await customer.signIn("amelia@example.com", PASSWORD);
  await customer.get("/account");
});
afterAll(async () => {
  expect(await portal.stop()).toBe(0);
});

const fetchAhead = (path: string, who = customer) => who.get(path, { "Sec-Purpose": "prefetch" });

describe("a browser that fetches a page nobody has asked for", () => {
  it("is told by rules which pages those are, all of which exist", async () => {
    expect(personal).toEqual(expect.arrayContaining([...PREFETCHED_PAGES]));
    const page = await customer.get("/account");
    expect(page.headers.get("speculation-rules")).toBe(`"${SPECULATION_RULES}"`);
    const rules = await fetch(portal.url + SPECULATION_RULES);
    expect(rules.headers.get("content-type")).toBe("application/speculationrules+json");
    expect(rules.headers.get("cache-control")).toMatch(/^public/);
    expect(await rules.json()).toMatchObject({ prefetch: [{ eagerness: "moderate" }] });
  });

  it.each(personal)("%s is read, or declined in a way that makes the link ask anew", async (pattern) => {
    const answer = await fetchAhead(toPath(pattern));
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(answer.headers.get("cache-control")).toMatch(/no-store/);
    if (PREFETCHED_PAGES.includes(pattern)) expect(answer.status).toBe(200);
    else expect([answer.status, await answer.text()]).toEqual([503, ""]);
  });

  it.each([
    ["a part read anew", "/account?retry=billing"],
    ["a language chosen", "/account?lang=ja"],
  ])("an act in the address is declined: %s", async (_, path) => {
    const answer = await fetchAhead(path);
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([503, []]);
  });

  it("a notice that waits is left for the page that is asked for", async () => {
    const client = new Client(portal.url);
    await client.signIn("amelia@example.com", PASSWORD);
    client.setCookie("flash", "passwordChanged");
    expect((await fetchAhead("/account", client)).status).toBe(503);
    expect(await (await client.get("/account")).text()).toContain('role="status"');
  });

  it("tokens that would have to be renewed are not, and nobody without a session gets a page", async () => {
    const client = new Client(portal.url);
    await client.signIn("amelia@example.com", PASSWORD);
    client.deleteCookie("at");
    expect((await fetchAhead("/account", client)).status).toBe(503);
    expect((await client.get("/account")).status).toBe(200);
    expect((await fetchAhead("/account", new Client(portal.url))).status).toBe(503);
  });

  it("is limited per session, and pages that are asked for are not", async () => {
    const client = new Client(portal.url);
    await client.signIn("hanako@example.jp", PASSWORD);
    let declined = 0;
    for (let count = 0; count < 125; count += 1)
      if ((await fetchAhead("/account/settings/security", client)).status === 503) declined += 1;
    expect(declined).toBe(5);
    expect((await client.get("/account/settings/security")).status).toBe(200);
  });

  it("is counted apart, so that times of pages stay true", async () => {
    const metrics = await (await fetch(portal.metricsUrl)).text();
    expect(metrics).toMatch(/portal_http_requests_total\{method="prefetch",route="\/account"/);
  });

  if (process.env.TEST_DATABASE_URL)
    it("changes no row of any table", async () => {
      const database = new pg.Client(portal.environment.DATABASE_URL);
      await database.connect();
      try {
        // Everything cold once, so that what is read for the first time is not taken for an act.
        for (const pattern of PREFETCHED_PAGES) await customer.get(toPath(pattern));
        const before = await rowsOf(database);
        expect(Object.keys(before).length).toBeGreaterThan(10);
        for (const pattern of PREFETCHED_PAGES) await fetchAhead(toPath(pattern));
        expect(await rowsOf(database)).toEqual(before);
      } finally {
        await database.end();
      }
    });
});

/** A digest of every table of the portal. */
async function rowsOf(database: pg.Client): Promise<Record<string, string>> {
  const tables = await database.query<{ name: string }>(
    "SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'",
  );
  const digests: Record<string, string> = {};
  for (const { name } of tables.rows) {
    const { rows } = await database.query<{ digest: string | null }>(
      `SELECT md5(string_agg(each::text, '|' ORDER BY each::text)) AS digest FROM ${name} AS each`,
    );
    digests[name] = rows[0]?.digest ?? "";
  }
  return digests;
}
