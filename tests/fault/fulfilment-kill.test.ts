import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newDataFolder } from "#db/testing.server.ts";
import { createOrderDesk, type DeskOrder } from "../support/order-desk.ts";
import { end, SHORT_TIMES, startAgain, startTestPortal, type TestPortal } from "../support/portal.ts";
import type { SandboxControl } from "../support/sandbox-control.ts";

const START_MS = 120_000;
/** Until a dead process is noticed, and a call without an answer is no longer waited for. */
const RECOVERY_MS = 240_000;
const LATE_MS = 600_000;

/** One portal after the other on one data folder, killed in the middle; the sandboxes live on, as the real systems do. */
let portal: TestPortal;
let folder: string;
let desk: ReturnType<typeof createOrderDesk>;

beforeAll(async () => {
  folder = await newDataFolder();
  const environment = { ...SHORT_TIMES, FULFILMENT_CONCURRENCY: "16" };
  portal = await startTestPortal({
    embedded: true,
    dataDir: folder,
    today: "real",
    hears: true,
    environment,
  });
  await portal.network.shape({ queueSeconds: 0 });
  desk = createOrderDesk(portal);
}, START_MS);
afterAll(async () => {
  await portal.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Of orders without a line, and of those with one once the others are stuck. Queries are made by others as well: see fulfilment.test.ts. */
const BILLING = ["GetPayMethods", "GetOrders", "AddOrder", "AcceptOrder", "GetClientsProducts"];
const CRM = ["update Order", "collections"];
const LINE = ["PA05-41", "PA03-02"];
const SERVICE = ["UpdateClientProduct"];

async function stickAt(control: SandboxControl, actions: readonly string[], kind: string): Promise<void> {
  for (const action of actions) await control.fault({ action, kind, times: 1, delayMs: LATE_MS });
}

/** One order waits in each call by then. */
async function untilStuck(controls: readonly SandboxControl[]): Promise<void> {
  const left = async () => (await Promise.all(controls.map((control) => control.view("faults")))).flat();
  await expect.poll(left, { timeout: 60_000, interval: 200 }).toEqual([]);
}

async function placeAll(kind: "vpn" | "esim", count: number): Promise<DeskOrder[]> {
  const orders: DeskOrder[] = [];
  for (let each = 0; each < count; each += 1) orders.push(await desk.place(kind));
  return orders;
}

describe("a process that is killed while it carries orders out", () => {
  it(
    "in every call at once, before and after it was done, loses no order and makes nothing twice",
    async () => {
      const { sandbox, crm, network } = portal;
      const all: DeskOrder[] = [];
      for (const kind of ["hang", "late_answer"]) {
        const plain = await placeAll("vpn", BILLING.length + CRM.length + 1);
        const lines = await placeAll("esim", LINE.length + SERVICE.length + 1);
        all.push(...plain, ...lines);
        await stickAt(sandbox, BILLING, kind);
        await stickAt(crm, CRM, kind);
        for (const order of plain) await desk.approve(order);
        await untilStuck([sandbox, crm]);
        await stickAt(network, LINE, kind);
        await stickAt(sandbox, SERVICE, kind);
        for (const order of lines) await desk.approve(order);
        await untilStuck([sandbox, network]);
        // One that was just making its eSIM would be left to a person as well: on a slow machine there may be any number of these.
        const underWay = async () => (await desk.ends(lines)).filter((each) => each === null).length;
        await expect
          .poll(underWay, { timeout: 60_000, interval: 200 })
          .toBeLessThanOrEqual(LINE.length + SERVICE.length);
        await end(portal.process, "SIGKILL");
        for (const control of [sandbox, crm, network]) await control.clearFaults();
        portal = await startAgain(portal);
      }
      // Once more, with events that are just being taken in.
      const heard = await placeAll("vpn", 8);
      all.push(...heard);
      await Promise.all(heard.map((order) => desk.approve(order)));
      await end(portal.process, "SIGKILL");
      portal = await startAgain(portal);

      const unfinished = async () => (await desk.ends(all)).filter((each) => each === null).length;
      await expect.poll(unfinished, { timeout: RECOVERY_MS, interval: 500 }).toBe(0);
      const violations = await desk.violations(all);
      const ends = await desk.ends(all);
      const parked = ends.filter((each) => each !== "Processed");
      console.log(
        `killed processes: ${all.length} orders, ${parked.length} parked, ${violations.length} violations`,
      );
      expect(violations).toEqual([]);
      // Whether an eSIM was made nobody can look up: a person does. Everything else goes on by itself.
      expect(parked).toEqual(["SIM_OUTCOME_UNKNOWN", "SIM_OUTCOME_UNKNOWN"]);
    },
    RECOVERY_MS * 2,
  );
});
