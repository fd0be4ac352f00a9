import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Shopper } from "../support/checkout.ts";
import { newDataFolder } from "#db/testing.server.ts";
import { Client, textOf } from "../support/http.ts";
import { csrfOf } from "../support/pages.ts";
import {
  end,
  PASSWORD,
  SHORT_PROCESS_TIMES,
  SHORT_TIMES,
  startAgain,
  startTestPortal,
  type TestPortal,
} from "../support/portal.ts";

const START_MS = 120_000;
/** Until the lease of whoever was at it is over, and the job is taken up again. */
const RECOVERY_MS = 60_000;

/** One portal after the other on one data folder, killed in the middle; the sandboxes live on, as the real systems do. */
let portal: TestPortal;
let folder: string;

beforeAll(async () => {
  folder = await newDataFolder();
  const environment = {
    ...SHORT_TIMES,
    ...SHORT_PROCESS_TIMES,
    TRUSTED_PROXIES: "1",
    INVOICE_INDEX_LIMIT: "0",
  };
  portal = await startTestPortal({ embedded: true, dataDir: folder, today: "real", environment });
}, START_MS);
afterAll(async () => {
  await portal.stop();
  rmSync(folder, { recursive: true, force: true });
});

let sources = 0;
async function customer(email: string): Promise<Client> {
  sources += 1;
  const client = new Client(portal.url, { "X-Forwarded-For": `198.51.100.${sources}` });
  expect((await client.signIn(email, PASSWORD)).headers.get("location")).toBe("/account");
  return client;
}

type Row = Record<string, unknown>;
const rowsOf = async (view: "orders" | "opportunities" | "cases", account: string) =>
  ((await portal.crm.view(view)) as Row[]).filter(({ AccountId }) => AccountId === account);

/** Where the process dies: while the call waits, which then either never happens or happens without anybody hearing of it. */
const CUTS = [
  { action: "upsert Opportunity", kind: "slow", email: "hanako@example.jp", account: "0015h0000000002AAA" },
  { action: "composite", kind: "hang", email: "waiting@example.com", account: "0015h0000000007AAA" },
  { action: "composite", kind: "slow", email: "hostile@example.com", account: "0015h0000000006AAA" },
] as const;

describe("a process that is killed while an order is placed", () => {
  it.each(CUTS)(
    "at $action ($kind) leaves one order and one opportunity, with one mail",
    async ({ action, kind, email, account }) => {
      const [orders, opportunities] = await Promise.all([
        rowsOf("orders", account),
        rowsOf("opportunities", account),
      ]);
      const shopper = await Shopper.at(await customer(email));
      await shopper.agree();
      await portal.crm.clearCalls();
      await portal.crm.fault({ action, kind, times: 1, delayMs: 1500 });
      const lost = shopper.order().catch(() => null);
      await expect
        .poll(async () => (await portal.crm.calls()).byAction[action] ?? 0, { timeout: 30_000 })
        .toBeGreaterThan(0);
      await end(portal.process, "SIGKILL");
      expect(await lost).toBeNull();
      // What was on its way arrives; what hung is gone.
      if (kind === "slow") await new Promise((resolve) => setTimeout(resolve, 2000));
      await portal.crm.clearFaults();
      portal = await startAgain(portal);

      // The cart was in the store, which is gone with the process: its placement is not.
      const client = await customer(email);
      const csrf = csrfOf(await (await client.get("/account/settings")).text());
      const back = shopper.as(client, csrf);
      const press = () => client.post(back.href("confirm"), { csrf, document: "0".repeat(64), terms: "on" });
      await expect
        .poll(async () => (await press()).headers.get("location"), {
          timeout: RECOVERY_MS,
          interval: 500,
        })
        .toMatch(/\/account\/orders\/801\w{15}/);
      // The page is there with the order; its opportunity and its mail come after it.
      await untilEnded("place-order");

      expect(await rowsOf("orders", account)).toHaveLength(orders.length + 1);
      const made = await rowsOf("opportunities", account);
      expect(made).toHaveLength(opportunities.length + 1);
      expect(made.at(-1)).toMatchObject({ StageName: "Post Processing" });
      const outbox = await client.get(`/demo/outbox.json?to=${email}`);
      const mails = (await outbox.json()) as { template: string }[];
      expect(mails.filter(({ template }) => template === "order-received")).toHaveLength(1);
    },
    START_MS * 3,
  );
});

describe("a process that is killed while staff is told of a cancellation", () => {
  it(
    "leaves the receipt, and one case for staff",
    async () => {
      const [email, account] = ["amelia@example.com", "0015h0000000001AAA"];
      const shopper = await Shopper.at(await customer(email));
      await shopper.agree();
      const placed = await shopper.order();
      const page = `${(placed.headers.get("location") ?? "").replace(/\?.*/, "")}/cancel`;
      const told = await rowsOf("cases", account);
      await portal.crm.clearCalls();
      await portal.crm.fault({ action: "upsert Case", kind: "slow", times: 1, delayMs: 1500 });
      expect((await shopper.client.post(page, { csrf: shopper.csrf })).status).toBe(303);
      const receipt = await receiptAt(shopper.client, page);
      await expect
        .poll(async () => (await portal.crm.calls()).byAction["upsert Case"] ?? 0, { timeout: 30_000 })
        .toBeGreaterThan(0);
      await end(portal.process, "SIGKILL");
      await new Promise((resolve) => setTimeout(resolve, 2000));
      await portal.crm.clearFaults();
      portal = await startAgain(portal);

      expect(await receiptAt(await customer(email), page)).toBe(receipt);
      // The case was made, and nobody here knows: it is looked for, and not sent once more.
      await untilEnded("cancel-initial-contract");
      expect((await portal.crm.calls()).byAction["upsert Case"]).toBe(1);
      expect(await rowsOf("cases", account)).toHaveLength(told.length + 1);
    },
    START_MS * 3,
  );
});

/** Until no process of this name is left to be carried out. */
async function untilEnded(name: string): Promise<void> {
  const isOpen = async () => {
    const figures = await (await fetch(portal.metricsUrl)).text();
    return new RegExp(`^portal_processes\\{[^}]*"${name} `, "m").test(figures);
  };
  await expect.poll(isOpen, { timeout: START_MS, interval: 500 }).toBe(false);
}

/** The sentence with the moment that counts. */
async function receiptAt(client: Client, page: string): Promise<string> {
  const text = textOf(await (await client.get(page)).text());
  const [receipt] = /We received your cancellation on .*? JST/.exec(text) ?? [];
  if (receipt === undefined) throw new Error(`no receipt: ${text}`);
  return receipt;
}
