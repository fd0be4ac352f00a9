import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "#db/client.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { benchEngine } from "~/platform/process/engine.testing.ts";
import { killAtEachPoint } from "~/platform/process/kills.testing.ts";
import type { Processes } from "~/platform/process/processes.server.ts";
import { PROCESSES } from "~/server/processes.server.ts";
import type { Services } from "~/services.ts";
import { startTestDeps, type TestDeps } from "../../deps.testing.ts";
import { adoptPlacements } from "./adopt-placements.server.ts";
import { placeOrderProcess } from "./placement-process.server.ts";
import { ownerOf, press, screenOf, VPN, walkToConfirm, type Walk } from "./checkout.testing.ts";

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
const DAY = 24 * 60 * 60_000;
const MINUTE = 60_000;

type Row = Record<string, unknown>;
const rowsOf = async (sql: string, values: unknown[] = []): Promise<Row[]> =>
  (await asSystem(bench.database, (tx) => tx.raw(sql, values))).rows;
const recordOf = async ({ checkoutId }: Walk): Promise<Row> => {
  const [row] = await rowsOf("SELECT * FROM order_placements WHERE checkout_id = $1", [checkoutId]);
  if (!row) throw new Error("no record");
  return row;
};
const processOf = async ({ process_id }: Row) =>
  (await rowsOf("SELECT state, step, facts, finished_at FROM processes WHERE id = $1", [process_id]))[0];

/** What came of one placement, wherever it can be counted. */
async function countsOf({ id }: Row) {
  const orders = await bench.crmControl<Row[]>("GET", "/orders");
  const ours = orders.filter((row) => row["Portal_Key__c"] === `ord-${String(id)}`);
  const notices = await rowsOf("SELECT id FROM notifications WHERE source_id = $1", [ours[0]?.["Id"]]);
  return { orders: ours.length, notices: notices.length };
}

/** Starts, and leaves the carrying out to whoever looks for what is due. */
const inBackground = (processes: Processes): Processes => ({
  ...processes,
  start: (tx, definition, input) => processes.start(tx, definition, input),
});

async function pressed(processes = inBackground(deps.processes)): Promise<Walk> {
  const services = { ...deps, processes };
  const walk = await walkToConfirm(services, { owner: amelia, selection: VPN });
  const { state } = await press(services, walk, await screenOf(services, walk));
  if (state !== "under_way") throw new Error(state);
  return walk;
}

test(
  "killed before or after any write, an order is placed once and told of once",
  { timeout: 300_000 },
  async () => {
    let walk: Walk | null = null;
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
        walk = await pressed(inBackground(processes));
        return String((await recordOf(walk))["process_id"]);
      },
      async check({ state, facts, sealed }, point) {
        if (!walk) throw new Error("not begun");
        const record = await recordOf(walk);
        expect([point, state, sealed, await countsOf(record)]).toEqual([
          point,
          "done",
          null,
          { orders: 1, notices: 1 },
        ]);
        // Ids and codes alone.
        expect(Object.keys(facts).sort()).toEqual(["opportunityId", "orderId", "orderNumber"]);
        expect(record).toMatchObject({ order_id: facts["orderId"], step: "done", claimed_until: null });
      },
    });
    expect(points).toBeGreaterThan(20);
  },
);

describe("an order that an operator has to see to", () => {
  test("leaves the place of its kind free once it is ended, and may be sent again", async () => {
    await bench.crmControl("POST", "/faults", { action: "composite", kind: "http_503" });
    const walk = await pressed();
    await deps.processes.runDue();
    const id = String((await recordOf(walk))["process_id"]);
    await asSystem(bench.database, (tx) => deps.processes.cancel(tx, id, { anyway: true, ticket: "T-1" }));
    await bench.crmControl("DELETE", "/faults");
    deps = Object.assign(bench.freshDeps(), { kv: deps.kv, records: deps.records });
    const outcome = await press(deps, walk, await screenOf(deps, walk));
    expect(outcome.state).toBe("placed");
    expect(await countsOf(await recordOf(walk))).toEqual({ orders: 1, notices: 1 });
  });

  test("is tried for a day before that, and goes on when it is retried", async () => {
    const pauses = placeOrderProcess.retry?.pauses ?? [];
    expect(pauses.reduce((sum, seconds) => sum + seconds * 1000, 0)).toBeGreaterThan(DAY);
    await bench.crmControl("POST", "/faults", { action: "composite", kind: "http_503", times: 1 });
    const walk = await pressed();
    await deps.processes.runDue();
    const id = String((await recordOf(walk))["process_id"]);
    await rowsOf("UPDATE processes SET failures = $1 WHERE id = $2", [pauses.length, id]);
    await bench.crmControl("POST", "/faults", { action: "query", kind: "http_503", times: 2 });
    bench.wait(2 * MINUTE);
    await deps.processes.runDue();
    const state = async () => (await processOf(await recordOf(walk)))?.["state"];
    expect(await state()).toBe("parked");
    await asSystem(bench.database, (tx) => deps.processes.retry(tx, id, "T-2"));
    await deps.processes.runDue();
    expect([await state(), await countsOf(await recordOf(walk))]).toEqual([
      "done",
      { orders: 1, notices: 1 },
    ]);
  });
});

describe("what an older release has begun is taken over", () => {
  /** The record as that release had it, without its process. */
  async function begunBefore(step: string, claimedUntil: Date | null): Promise<Walk> {
    const walk = await pressed();
    const isPlaced = step === "link" || step === "tell";
    if (isPlaced) await deps.processes.runDue();
    else if (step === "order")
      await rowsOf(
        "UPDATE order_placements SET opportunity_id = '0065h0000000001AAA' WHERE checkout_id = $1",
        [walk.checkoutId],
      );
    await rowsOf("DELETE FROM processes");
    await rowsOf("DELETE FROM notifications WHERE type = 'order_received'");
    await rowsOf(
      `UPDATE order_placements SET process_id = NULL, finished_at = NULL, step = $1, claimed_until = $2
       WHERE checkout_id = $3`,
      [step, claimedUntil?.toISOString() ?? null, walk.checkoutId],
    );
    return walk;
  }

  test.each([
    ["contact", "contact"],
    ["find", "find_opportunity"],
    ["create", "create_opportunity"],
    ["order", "create_order"],
    ["link", "move_opportunity"],
    ["tell", "notify"],
  ])("at %s", async (step, taken) => {
    const walk = await begunBefore(step, new Date(deps.now().getTime() - 1));
    await adoptPlacements(deps);
    const record = await recordOf(walk);
    expect(await processOf(record)).toMatchObject({ state: "running", step: taken });
    // The old release finds it leased for longer than it will live.
    expect(Number(record["claimed_until"]) - deps.now().getTime()).toBeGreaterThan(9 * 365 * DAY);
    await adoptPlacements(deps);
    expect(await rowsOf("SELECT id FROM processes")).toHaveLength(1);
    await deps.processes.runDue();
    expect(await countsOf(record)).toEqual({ orders: 1, notices: 1 });
    expect((await press(deps, walk, "0".repeat(64))).state).toBe("placed");
  });

  test("only once nobody is at it any more, and is on its way for its owner until then", async () => {
    const walk = await begunBefore("create", new Date(deps.now().getTime() + MINUTE));
    await adoptPlacements(deps);
    expect((await recordOf(walk))["process_id"]).toBeNull();
    expect(await press(deps, walk, "0".repeat(64))).toEqual({ state: "under_way" });
    bench.wait(MINUTE);
    await adoptPlacements(deps);
    expect((await recordOf(walk))["process_id"]).not.toBeNull();
  });

  test("also one that was given back, and none that is over", async () => {
    const walk = await begunBefore("contact", null);
    await adoptPlacements(deps);
    await deps.processes.runDue();
    const [before] = await rowsOf("SELECT count(*)::int AS n FROM processes");
    await adoptPlacements(deps);
    expect(await rowsOf("SELECT count(*)::int AS n FROM processes")).toEqual([before]);
    expect(await countsOf(await recordOf(walk))).toEqual({ orders: 1, notices: 1 });
  });
});
