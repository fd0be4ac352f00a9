import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newDataFolder } from "../support/data-folder.ts";
import { answers, end, runPortal, startTestPortal, type TestPortal } from "../support/portal.ts";

const START_MS = 120_000;
/** Until a dead process is noticed, and a call without an answer is no longer waited for. */
const RECOVERY_MS = 240_000;
const SIM_ORDER = { id: "8015h0000000008AAA", number: "00000008" };
const INTERNET_ORDER = { id: "8015h0000000007AAA", number: "00000007" };
const DATA_LINE = "09000008003";

/** One portal after the other on one data folder, killed in the middle; the sandboxes live on, as the real systems do. */
let portal: TestPortal;
let folder: string;

beforeAll(async () => {
  folder = await newDataFolder();
  portal = await startTestPortal({ embedded: true, dataDir: folder, today: "real" });
  await end(portal.process, "SIGTERM");
  await portal.network.shape({ queueSeconds: 1, pauseSeconds: 1 });
}, START_MS);
afterAll(async () => {
  await portal.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function startAgain(): Promise<void> {
  const running = runPortal(portal.environment);
  await answers(`${portal.url}/health/ready`, running);
  portal = { ...portal, process: running.process, log: running.output };
}

/** An operator's command, while nobody else has the embedded database: it puts an order into the queue, as its event would. */
async function retry(orderId: string): Promise<string> {
  const args = ["build/server/server.js", "orders", "retry", orderId, "--ticket", "T-1"];
  // Not synchronously: the sandbox would close its idle connections unnoticed.
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    env: { NODE_ENV: "production", PATH: process.env.PATH, ...portal.environment },
  });
  return stdout;
}

type Row = Record<string, unknown>;
const stored = async (id: string) =>
  ((await portal.crm.view("orders")) as Row[]).find((order) => order["Id"] === id) ?? {};

async function billed(orderId: string): Promise<Row[]> {
  const response = await fetch(`${portal.sandboxUrl}/includes/api.php`, {
    method: "POST",
    body: new URLSearchParams({
      action: "GetOrders",
      identifier: portal.environment["WHMCS_API_IDENTIFIER"] ?? "",
      secret: portal.environment["WHMCS_API_SECRET"] ?? "",
      responsetype: "json",
      userid: "1007",
      limitnum: "100",
    }),
  });
  const { orders } = (await response.json()) as { orders: { order: Row[] } };
  return orders.order.filter(({ notes }) => notes === `sfOrderId=${orderId}`);
}

describe("a process that is killed while it carries orders out", () => {
  it(
    "at calls that arrive when it is dead leaves one line and one bill for each order",
    async () => {
      await portal.crm.command("approve-order", { order: INTERNET_ORDER.number });
      for (const { id } of [SIM_ORDER, INTERNET_ORDER])
        expect(await retry(id)).toContain("It was not known here");
      // Both calls wait, and happen without anybody hearing of it.
      await portal.network.fault({ action: "PA05-41", kind: "slow", times: 1, delayMs: 8_000 });
      await portal.sandbox.fault({ action: "AddOrder", kind: "slow", times: 1, delayMs: 8_000 });
      await startAgain();
      const seen = async () => [
        (await portal.network.calls()).byAction["PA05-41"] ?? 0,
        (await portal.sandbox.calls()).byAction["AddOrder"] ?? 0,
      ];
      await expect.poll(seen, { timeout: 60_000, interval: 100 }).toEqual([1, 1]);
      await end(portal.process, "SIGKILL");
      await new Promise((resolve) => setTimeout(resolve, 9_000));
      await startAgain();

      // The bill is found by its note. Whether the eSIM was made nobody can look up: a person does.
      const state = async () =>
        Promise.all(
          [INTERNET_ORDER, SIM_ORDER].map(async ({ id }) => {
            const order = await stored(id);
            return [order["Status"], order["Activation_Error_Code__c"]];
          }),
        );
      await expect.poll(state, { timeout: RECOVERY_MS, interval: 2_000 }).toEqual([
        ["Processed", null],
        ["Approved", "SIM_OUTCOME_UNKNOWN"],
      ]);
      expect(await billed(INTERNET_ORDER.id)).toHaveLength(1);
      expect(await billed(SIM_ORDER.id)).toEqual([]);
      expect(await seen()).toEqual([1, 1]);

      await portal.crm.command("enter-number", { order: SIM_ORDER.number, number: DATA_LINE });
      await portal.crm.command("reactivate-order", { order: SIM_ORDER.number });
      await end(portal.process, "SIGTERM");
      expect(await retry(SIM_ORDER.id)).toContain("It runs again.");
      await startAgain();
      await expect
        .poll(async () => (await stored(SIM_ORDER.id))["Status"], { timeout: RECOVERY_MS, interval: 2_000 })
        .toBe("Processed");
      expect(await billed(SIM_ORDER.id)).toHaveLength(1);
      const { byAct } = (await portal.network.view("acts")) as { byAct: Record<string, number> };
      expect(byAct).toEqual({ [`PA05-41 ${DATA_LINE}`]: 1, [`PA05-05 ${DATA_LINE}`]: 1 });
    },
    RECOVERY_MS * 3,
  );
});
