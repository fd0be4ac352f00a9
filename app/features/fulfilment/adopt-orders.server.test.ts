import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findProcess } from "#db/repositories/processes.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { fulfilments, fulfilmentSteps } from "#db/schema/fulfilments.server.ts";
import { seedUserId } from "#db/seed-world.server.ts";
import { FULFILMENT_STEPS } from "#domain/orders/fulfilment.ts";
import type { NewOrder } from "#domain/orders/schema.ts";
import type { OrderId } from "#domain/shared/salesforce-ids.ts";
import { EidSchema } from "#domain/sim/ids.ts";
import { mortal } from "~/platform/process/kills.testing.ts";
import { readOrderProgress } from "~/features/orders/tracking/read-order-progress.server.ts";
import { ownerOf } from "~/features/orders/checkout/checkout.testing.ts";
import { adoptOrders } from "./adopt-orders.server.ts";
import { fulfilOrder } from "./fulfil-order.server.ts";
import { orderOf, startFulfilmentBench, workerOf, type FulfilmentBench } from "./fulfilment.testing.ts";
import { holdOrder, retryOrder } from "./operate-order.server.ts";

let bench: FulfilmentBench;
beforeAll(async () => {
  bench = await startFulfilmentBench();
});
afterAll(() => bench.close());
beforeEach(() => bench.begin());

const WREN = seedUserId(1007);
const ESIM = {
  choices: {
    kind: "sim" as const,
    hasVoiceMail: false,
    hasCallWaiting: false,
    porting: null,
    eid: EidSchema.parse("89049032000000000000000000999942"),
  },
} satisfies Partial<NewOrder>;
const ago = (ms: number) => new Date(bench.deps.now().getTime() - ms);
const MINUTE = 60_000;

type OldRow = typeof fulfilments.$inferInsert;
type OldStep = typeof fulfilmentSteps.$inferInsert;

/** As the release before has left it. */
async function leave(
  row: Pick<OldRow, "orderId" | "step" | "state"> & Partial<OldRow>,
  steps: readonly (Pick<OldStep, "step"> & Partial<OldStep>)[] = [],
): Promise<void> {
  const { orderId } = row;
  await asSystem(bench.database, async (tx) => {
    const times = { startedAt: ago(2 * MINUTE), updatedAt: ago(MINUTE) };
    await tx.insert(fulfilments).values({ ...times, userId: WREN, kind: "vpn", ...row });
    for (const step of steps)
      await tx
        .insert(fulfilmentSteps)
        .values({ orderId, userId: WREN, run: 1, attempt: 1, begunAt: ago(MINUTE), ...step });
  });
}

const ended = (act: string | null, outcome: "done" | "failed") =>
  ({ act, outcome, endedAt: ago(MINUTE) }) as const;
const approvedEsim = async (): Promise<OrderId> => {
  const orderId = await bench.place(ESIM, [206, 210]);
  await bench.staff("approve-order", orderId);
  return orderId;
};

test("the process has the steps of an order, in their order", () => {
  expect(fulfilOrder.steps.map(({ name }) => name)).toEqual([...FULFILMENT_STEPS]);
});

describe("an order that the release before has begun", () => {
  test("is taken over once, in whatever state it is, unless somebody of that release holds it", async () => {
    const tomorrow = new Date(bench.deps.now().getTime() + 24 * 60 * MINUTE);
    const finishedAt = ago(MINUTE);
    await leave({ orderId: orderOf(101), step: "add_order", state: "running" });
    await leave({ orderId: orderOf(102), step: "await_start", state: "waiting", scheduledFor: tomorrow });
    await leave({
      orderId: orderOf(103),
      step: "check",
      state: "parked",
      failures: 1,
      run: 3,
      errorCode: "PRODUCT_MAPPING_MISSING",
      detail: "SIM-OLD-3GB",
    });
    await leave({ orderId: orderOf(104), step: "check", state: "parked", isHeld: true });
    await leave({ orderId: orderOf(105), step: "tell_active", state: "done", finishedAt }, [
      { step: "tell_active", ...ended(null, "done") },
    ]);
    await leave({
      orderId: orderOf(106),
      step: "await_line",
      state: "waiting",
      leaseToken: "00000000-0000-4000-8000-00000000000a",
      leasedUntil: tomorrow,
    });

    expect(await adoptOrders(bench.deps)).toBe(5);
    expect(await adoptOrders(bench.deps)).toBe(0);
    const rowOf = (number: number) =>
      asSystem(bench.database, (tx) => findProcess(tx, fulfilOrder.name, orderOf(number)));
    const now = bench.deps.now();
    expect(await rowOf(101)).toMatchObject({
      state: "running",
      step: "add_order",
      wakeAt: now,
      userId: WREN,
    });
    expect(await rowOf(102)).toMatchObject({ state: "waiting", step: "await_start", wakeAt: tomorrow });
    expect(await rowOf(103)).toMatchObject({
      state: "parked",
      errorCode: "PRODUCT_MAPPING_MISSING",
      detail: "SIM-OLD-3GB",
      run: 3,
      failures: 1,
      wakeAt: null,
    });
    expect(await rowOf(104)).toMatchObject({ state: "parked", held: true });
    expect(await rowOf(105)).toMatchObject({ state: "done", finishedAt, sealed: null, secret: null });
    expect(await rowOf(106)).toBeNull();
    // What the order's page and the right to cancel go by.
    expect(await readOrderProgress(bench.deps, ownerOf(1007), orderOf(105))).toMatchObject({
      reached: [{ milestone: "active", at: finishedAt.toISOString() }],
    });
    await bench.later(24 * 60 * MINUTE);
    expect(await adoptOrders(bench.deps)).toBe(1);
    expect(await rowOf(106)).toMatchObject({
      state: "waiting",
      step: "await_line",
      wakeAt: bench.deps.now(),
    });
  });

  test("goes on where it stood, with the number that it had", async () => {
    const orderId = await approvedEsim();
    const { freebit, encryption, config } = bench.deps;
    const plan = config.fulfilment.simPlans["SIM-DATA-ONLY-5GB"];
    if (!plan) throw new Error("no plan");
    const network = config.fulfilment.newLineNetwork;
    const made = await freebit.activateEsim({ ...plan, network, eid: ESIM.choices.eid });
    if (made.outcome !== "accepted") throw new Error(made.outcome);
    const sealedNumber = encryption.seal(made.msisdn, `fulfilments.sealed_number ${orderId}`);
    await leave({ orderId, step: "note_number", state: "running", kind: "sim", sealedNumber }, [
      { step: "activate_line", ...ended("PA05-41", "done") },
    ]);
    await adoptOrders(bench.deps);
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject({
      Status: "Processed",
      SIM_Phone_Number__c: made.msisdn,
    });
    expect((await bench.ledger(orderId)).acts).toEqual({ [`PA05-41 ${made.msisdn}`]: 1 });
  });

  test("whose eSIM was made and whose number was lost is left to a person", async () => {
    const orderId = await approvedEsim();
    await leave({ orderId, step: "activate_line", state: "running", kind: "sim" }, [
      { step: "activate_line", ...ended("PA05-41", "done") },
    ]);
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject({ Activation_Error_Code__c: "SIM_OUTCOME_UNKNOWN" });
    expect((await bench.ledger(orderId)).acts).toEqual({});
  });

  test("keeps the quiet time of a call that was cut off", async () => {
    const orderId = orderOf(7);
    await bench.staff("approve-order", orderId);
    await leave({ orderId, step: "add_order", state: "running", kind: "internet" }, [
      { step: "add_order", act: "AddOrder", begunAt: ago(5_000) },
    ]);
    await bench.run(orderId);
    expect(await bench.calls("AddOrder")).toEqual([]);
    expect((await bench.nextJob(orderId))?.getTime()).toBe(bench.deps.now().getTime() + 40_000);
    await bench.work(orderId);
    expect(await bench.calls("AddOrder")).toHaveLength(1);
    expect(await bench.stored(orderId)).toMatchObject({ Status: "Processed" });
  });

  test("and is done has no second bill when staff sets it going again", async () => {
    const orderId = orderOf(7);
    await bench.staff("approve-order", orderId);
    await leave({ orderId, step: "tell_active", state: "done", kind: "internet", finishedAt: ago(1) });
    await adoptOrders(bench.deps);
    await bench.work(orderId);
    await bench.staff("reactivate-order", orderId);
    await bench.work(orderId);
    expect((await bench.ledger(orderId)).orders).toHaveLength(1);
    expect(await bench.journal(orderId)).toMatchObject({ state: "done" });
  });

  test("is never begun a second time by an instance of that release", async () => {
    const orderId = orderOf(7);
    await bench.staff("approve-order", orderId);
    await bench.work(orderId);
    const { rows } = await asSystem(bench.database, (tx) =>
      tx.raw("SELECT leased_until FROM fulfilments WHERE order_id = $1", [orderId]),
    );
    const [row] = rows;
    const nineYears = 9 * 365 * 24 * 60 * MINUTE;
    expect(new Date(row?.leased_until as string | Date).getTime()).toBeGreaterThan(
      bench.deps.now().getTime() + nineYears,
    );
  });
});

describe("what an order loses to no accident of time", () => {
  test("an operator's word takes effect at once, whatever it was waiting for", async () => {
    const orderId = await approvedEsim();
    await bench.run(orderId);
    expect(await bench.journal(orderId)).toMatchObject({ state: "waiting", step: "await_line" });
    await holdOrder(bench.deps, { orderId, ticket: "T-1" });
    await workerOf(bench.deps).runDue();
    expect(await bench.journal(orderId)).toMatchObject({ state: "parked", isHeld: true });
    await retryOrder(bench.deps, { orderId, ticket: "T-1" });
    await workerOf(bench.deps).runDue();
    expect(await bench.journal(orderId)).toMatchObject({ state: "waiting", step: "await_line", run: 2 });
  });

  test("a number whose eSIM was answered for just before its worker died", async () => {
    const orderId = await approvedEsim();
    await bench.deps.processes.runDue();
    const doomed = mortal(bench.database, null);
    const deps = {
      ...bench.deps,
      database: {
        ...doomed.database,
        async transaction<T>(work: Parameters<typeof doomed.database.transaction<T>>[0]) {
          const result = await doomed.database.transaction(work);
          const { rows } = await asSystem(bench.database, (tx) =>
            tx.raw("SELECT 1 FROM process_attempts WHERE act = 'PA05-41' AND outcome = 'done'"),
          );
          if (rows.length === 0) return result;
          doomed.kill();
          return new Promise<never>(() => undefined);
        },
      },
    };
    await asSystem(bench.database, (tx) => bench.deps.processes.start(tx, fulfilOrder, { orderId }));
    await Promise.race([doomed.died, workerOf(deps).runDue()]);
    expect(await bench.journal(orderId)).toMatchObject({ step: "activate_line", isLeased: true });
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject({ Status: "Processed" });
    expect((await bench.ledger(orderId)).acts).toEqual({ "PA05-41 09000008003": 1 });
  });
});
