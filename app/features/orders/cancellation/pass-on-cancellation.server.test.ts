import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "#db/client.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { ServiceIdSchema } from "#domain/shared/ids.ts";
import type { OrderId } from "#domain/shared/salesforce-ids.ts";
import { benchEngine } from "~/platform/process/engine.testing.ts";
import { killAtEachPoint } from "~/platform/process/kills.testing.ts";
import { PROCESSES } from "~/server/processes.server.ts";
import type { Services } from "~/services.ts";
import { startTestDeps, type TestDeps } from "../../deps.testing.ts";
import { ownerOf, press, screenOf, VPN, walkToConfirm } from "../checkout/checkout.testing.ts";
import { adoptCancellations } from "./adopt-cancellations.server.ts";
import { cancelOrder } from "./cancel-order.server.ts";

let bench: TestDeps;
let deps: Services;
beforeAll(async () => {
  bench = await startTestDeps();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.reset();
  await Promise.all([bench.control("POST", "/reset"), bench.crmControl("POST", "/reset")]);
  deps = bench.freshDeps();
});

const amelia = ownerOf(1001);
const ACCOUNT = "0015h0000000001AAA";
const seen = { ip: "192.0.2.1", device: "Firefox", requestId: "00000000-0000-4000-8000-00000000000c" };

type Row = Record<string, unknown>;
const rowsOf = async (sql: string, values: unknown[] = []): Promise<Row[]> =>
  (await asSystem(bench.database, (tx) => tx.raw(sql, values))).rows;
const receiptOf = async (orderId: OrderId) =>
  (await rowsOf("SELECT * FROM initial_cancellations WHERE order_id = $1", [orderId]))[0] ?? {};
const casesOf = async (orderId: OrderId) => {
  const { case_key: key } = await receiptOf(orderId);
  return (await bench.crmControl<Row[]>("GET", "/cases")).filter((row) => row["Portal_Key__c"] === key);
};
const stageOf = async (id: unknown) =>
  (await bench.crmControl<Row[]>("GET", "/opportunities")).find(({ Id }) => Id === id)?.["StageName"];
const standing = (orderId: OrderId) =>
  asSystem(bench.database, (tx) => deps.processes.find(tx, "cancel-initial-contract", orderId));

/** A service that is active, and was cancelled; staff has not been told. */
async function cancelled(processes = deps.processes): Promise<{ orderId: OrderId; opportunityId: string }> {
  const walk = await walkToConfirm(deps, { owner: amelia, selection: VPN });
  const outcome = await press(deps, walk, await screenOf(deps, walk));
  if (outcome.state !== "placed") throw new Error(outcome.state);
  const { orderId } = outcome;
  const { opportunityId } = (await deps.salesforce.findOrder({ orderId })) ?? {};
  if (!opportunityId) throw new Error("an order without an opportunity");
  const service = { serviceId: ServiceIdSchema.parse(1), billingLink: "http://billing.test/1" };
  await deps.salesforce.moveOpportunity({
    accountId: ACCOUNT as never,
    opportunityId,
    to: "active",
    service,
  });
  await cancelOrder({ ...deps, processes }, { owner: amelia, orderId, sentAt: deps.now(), seen });
  return { orderId, opportunityId };
}

test(
  "killed before or after any write, staff is told of a cancellation by one case",
  { timeout: 300_000 },
  async () => {
    let begun: { orderId: OrderId; opportunityId: string } | null = null;
    const engine = (database: Database) =>
      benchEngine<Services>({
        database,
        definitions: PROCESSES,
        now: deps.now,
        keys: [...deps.config.encryptionKeys],
        services: { ...deps, database },
      });
    const points = await killAtEachPoint({
      database: bench.database,
      engine,
      wait: bench.wait,
      async begin(processes) {
        begun = await cancelled(processes);
        return (await standing(begun.orderId))?.id ?? "";
      },
      async check({ state, facts, sealed }, point) {
        if (!begun) throw new Error("not begun");
        const { orderId, opportunityId } = begun;
        const cases = await casesOf(orderId);
        const told = [point, state, sealed, cases.length, await stageOf(opportunityId)];
        expect(told).toEqual([point, "done", null, 1, "△Cancelling"]);
        // Ids alone, and the receipt names them.
        expect(facts).toEqual({ caseId: cases[0]?.["Id"], opportunityId });
        expect(await receiptOf(orderId)).toMatchObject({
          case_id: facts["caseId"],
          opportunity_id: opportunityId,
        });
      },
    });
    expect(points).toBeGreaterThan(10);
  },
);

test("a case that Salesforce refuses is tried again until it takes it", async () => {
  const { orderId } = await cancelled();
  await bench.crmControl("POST", "/faults", { action: "upsert Case", kind: "validation_rule", times: 1 });
  await deps.processes.runDue();
  expect(await standing(orderId)).toMatchObject({ state: "waiting", errorCode: "CRM_REFUSED" });
  bench.wait(60_000);
  await deps.processes.runDue();
  expect([(await standing(orderId))?.state, (await casesOf(orderId)).length]).toEqual(["done", 1]);
});

describe("what an older release has received is taken over", () => {
  /** The receipt as that release had it, without a process. */
  async function receivedBefore(step: "case" | "opportunity") {
    const { orderId, opportunityId } = await cancelled();
    if (step === "opportunity") await deps.processes.runDue();
    await rowsOf("DELETE FROM processes");
    await rowsOf("UPDATE initial_cancellations SET step = $1, finished_at = NULL WHERE order_id = $2", [
      step,
      orderId,
    ]);
    return { orderId, opportunityId };
  }

  test.each([
    ["case", "open_case"],
    ["opportunity", "move_opportunity"],
  ] as const)("at %s", async (step, taken) => {
    const { orderId, opportunityId } = await receivedBefore(step);
    await adoptCancellations(deps);
    expect(await standing(orderId)).toMatchObject({ state: "running", step: taken });
    // The old release finds nothing left to do.
    expect(await receiptOf(orderId)).toMatchObject({ step: "done", finished_at: deps.now() });
    await adoptCancellations(deps);
    expect(await rowsOf("SELECT id FROM processes")).toHaveLength(1);
    await deps.processes.runDue();
    expect((await standing(orderId))?.state).toBe("done");
    expect([(await casesOf(orderId)).length, await stageOf(opportunityId)]).toEqual([1, "△Cancelling"]);
  });

  test("and none that is a process's from the start", async () => {
    const { orderId } = await cancelled();
    const before = await standing(orderId);
    await adoptCancellations(deps);
    expect(await standing(orderId)).toEqual(before);
  });
});
