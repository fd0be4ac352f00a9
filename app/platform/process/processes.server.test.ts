import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Database } from "#db/client.server.ts";
import { findProcessById, listAllAttempts, type ProcessRow } from "#db/repositories/processes.server.ts";
import { asCustomer, asSystem, type SystemTx } from "#db/row-security.server.ts";
import { seedDemo } from "#db/seed.server.ts";
import { seedUserId } from "#db/seed-world.server.ts";
import { openTestDatabase } from "#db/testing.server.ts";
import type { UserId } from "#domain/shared/ids.ts";
import { AppError } from "#domain/shared/errors.ts";
import {
  defineProcess,
  defineStep,
  done,
  ready,
  stop,
  wait,
  type Definition,
  type StepEnd,
  type Turn,
} from "./define.ts";
import {
  BENCH_KEY,
  benchEngine,
  benchProcess,
  countingProvider,
  testClock,
  type BenchInput,
} from "./engine.testing.ts";
import { killAtEachPoint, mortal } from "./kills.testing.ts";
import type { Processes } from "./processes.server.ts";

const amelia = seedUserId(1001);
const hanako = seedUserId(1002);
const MINUTE = 60_000;

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await seedDemo(database, { passwordHash: "hash", now: new Date() });
});
afterAll(() => database.close());

const system = <T>(work: (tx: SystemTx) => Promise<T>) => asSystem(database, work);
async function rowOf(id: string | undefined): Promise<ProcessRow> {
  const row = await system((tx) => findProcessById(tx, id ?? ""));
  if (!row) throw new Error("no such process");
  return row;
}
const attemptsOf = (id: string) => system((tx) => listAllAttempts(tx, { processId: id, limit: 100 }));

type Input = { key: string; lane?: string | null; userId?: UserId | null };
type Facts = { seen?: number };
type Take = (turn: Turn<Input, Facts, null>) => Promise<StepEnd<Facts>>;

/** A process made of functions, with a name of its own. */
function processOf(
  steps: Record<string, Take>,
  more: Partial<Definition<null, Input, Facts, null>> = {},
): Definition<null, Input, Facts, null> {
  return defineProcess<null, Input, Facts, null>({
    ...{ name: `p-${randomUUID()}`, version: 1, keep: "fulfilments" },
    input: z.object({
      ...{ key: z.string(), lane: z.string().nullable().optional() },
      userId: z.custom<UserId>().nullable().optional(),
    }),
    facts: z.object({ seen: z.number().optional() }),
    ...{ key: ({ key }) => key, lane: ({ lane }) => lane ?? null, owner: ({ userId }) => userId ?? null },
    prepare: async () => ready(null),
    steps: Object.entries(steps).map(([name, take]) => defineStep<Input, Facts, null>(name, { take })),
    ...more,
  });
}

/** An engine with a clock that moves, and the definition that it has. */
function engineOf(
  definition: Definition<null, Input, Facts, null>,
  more: { on?: Database; clock?: ReturnType<typeof testClock> } = {},
) {
  const clock = more.clock ?? testClock();
  const processes = benchEngine<null>({
    ...{ database: more.on ?? database, definitions: [definition], services: null, now: clock.now },
  });
  const begin = async (input: Partial<Input> = {}) => {
    const claim = await system((tx) => processes.start(tx, definition, { key: randomUUID(), ...input }));
    if (!claim) throw new Error("its key is taken");
    return claim.id;
  };
  return { processes, clock, begin };
}

/** Tells when a promise is to go on. */
function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  let reach: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => (reach = resolve));
  return { reached, open, pass: () => (reach(), opened) };
}

describe("starting a process", () => {
  test("is part of the caller's transaction, a customer's as well as the system's", async () => {
    const definition = processOf({ one: async () => done() });
    const { processes } = engineOf(definition);
    const undone = asCustomer(database, amelia, async (tx) => {
      await processes.start(tx, definition, { key: "k", userId: amelia });
      throw new Error("the act failed");
    });
    await expect(undone).rejects.toThrow("the act failed");
    expect(await system((tx) => processes.find(tx, definition.name, "k"))).toBeNull();
    const sight = await asCustomer(database, amelia, async (tx) => {
      await processes.start(tx, definition, { key: "k", userId: amelia });
      return tx.raw("SELECT current_user AS role, (SELECT count(*)::int FROM users) AS users");
    });
    expect(sight.rows).toEqual([{ role: "portal_customer", users: 1 }]);
    expect(await system((tx) => processes.find(tx, definition.name, "k"))).toMatchObject({
      state: "running",
    });
  });

  test("succeeds once under 50 of one key at the same time, and again after the end", async () => {
    const definition = processOf({ one: async () => done() });
    const { processes } = engineOf(definition);
    const begin = () => system((tx) => processes.start(tx, definition, { key: "k" }));
    const claims = await Promise.all(Array.from({ length: 50 }, begin));
    expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
    await processes.runDue();
    expect(await begin()).not.toBeNull();
  });
});

describe("a process that runs to its end", () => {
  test("keeps what was tried and its facts, and nothing sealed", async () => {
    const { provider, count } = countingProvider();
    const definition = benchProcess();
    const processes = benchEngine({ database, definitions: [definition], services: provider });
    const input: BenchInput = { key: randomUUID(), blind: false, userId: null };
    const claim = await system((tx) => processes.start(tx, definition, input));
    const before = await rowOf(claim?.id);
    expect(before.sealed).not.toContain(input.key);
    await processes.runDue();
    const row = await rowOf(claim?.id);
    expect(row).toMatchObject({ state: "done", sealed: null, secret: null, lease: null, wakeAt: null });
    expect(row.facts).toEqual({ actId: expect.any(String) as string });
    expect(count(input.key)).toBe(1);
    const attempts = (await attemptsOf(row.id)).toReversed();
    expect(attempts.map(({ step, act, outcome, secret }) => [step, act, outcome, secret])).toEqual([
      ["ask", null, "done", null],
      ["act", null, "done", null],
      ["act", "Act", "done", null],
      ["tell", null, "done", null],
    ]);
  });

  test("jumps where a step says, and may end there", async () => {
    const order: string[] = [];
    const step =
      (name: string, end: StepEnd<Facts>): Take =>
      async () => (order.push(name), end);
    const definition = processOf({
      one: step("one", done({ next: "undo" })),
      two: step("two", done({ next: null })),
      undo: step("undo", done({ next: "two" })),
      last: step("last", done()),
    });
    const { processes, begin } = engineOf(definition);
    const id = await begin();
    await processes.runDue();
    expect(order).toEqual(["one", "undo", "two"]);
    expect(await rowOf(id)).toMatchObject({ state: "done" });
  });

  test("is carried out within a request, and goes on by itself when that takes too long", async () => {
    const bytes = Buffer.from("of a document");
    const seen: unknown[] = [];
    const slow = gate();
    const definition = processOf({
      one: async ({ transient }) => (seen.push(transient), done()),
      two: async () => (await slow.pass(), done()),
    });
    const { processes } = engineOf(definition);
    const claim = await system((tx) => processes.start(tx, definition, { key: "k" }, { hold: true }));
    if (!claim) throw new Error("its key is taken");
    await processes.runDue();
    expect(seen).toEqual([]);
    const standing = await processes.carryOut(claim, { forMs: 300, transient: bytes });
    expect(standing).toMatchObject({ state: "running", step: "two" });
    expect(seen).toEqual([bytes]);
    slow.open();
    await processes.runDue();
    expect(await rowOf(claim.id)).toMatchObject({ state: "done" });
  });
});

describe("a step and what belongs to it", () => {
  test("commit together or not at all, at whichever statement it fails", async () => {
    let fail = true;
    const definition = processOf({
      one: async () =>
        done({
          facts: { seen: 1 },
          also: async (tx) => {
            await tx.raw("UPDATE users SET display_name = 'half' WHERE id = $1", [amelia]);
            if (fail) await tx.raw("SELECT 1 / 0");
          },
        }),
    });
    const { processes, begin, clock } = engineOf(definition);
    const id = await begin();
    await processes.runDue();
    expect(await rowOf(id)).toMatchObject({
      state: "waiting",
      failures: 1,
      errorCode: "INTERNAL",
      facts: {},
    });
    const name = () => system((tx) => tx.raw("SELECT display_name FROM users WHERE id = $1", [amelia]));
    expect((await name()).rows).not.toEqual([{ display_name: "half" }]);
    fail = false;
    clock.wait(MINUTE);
    await processes.runDue();
    expect(await rowOf(id)).toMatchObject({ state: "done", facts: { seen: 1 } });
    expect((await name()).rows).toEqual([{ display_name: "half" }]);
  });
});

describe("a failing step", () => {
  test("is tried again after its pauses, then parks with its code once staff is told", async () => {
    const told: string[] = [];
    let canTell = false;
    const definition = processOf(
      { one: async () => stop("WHMCS_UNAVAILABLE", "AddOrder") },
      {
        retry: { pauses: [5, 25] },
        stopped: async (_, { code }) => (canTell ? (told.push(code), {}) : "untold"),
      },
    );
    const { processes, begin, clock } = engineOf(definition);
    const id = await begin();
    for (const failures of [1, 2, 3]) {
      await processes.runDue();
      expect(await rowOf(id)).toMatchObject({ state: "waiting", failures, errorCode: "WHMCS_UNAVAILABLE" });
      clock.wait(MINUTE);
    }
    canTell = true;
    clock.wait(15 * MINUTE);
    await processes.runDue();
    expect(await rowOf(id)).toMatchObject({ state: "parked", wakeAt: null, detail: "AddOrder" });
    expect(told).toEqual(["WHMCS_UNAVAILABLE"]);
  });

  test("is gone on without where the definition says so, and what makes up for it commits with that", async () => {
    const definition = processOf({ last: async () => done() });
    const warned: string[] = [];
    const optional = defineStep<Input, Facts, null>("optional", {
      ...{ otherwise: "warn", take: async () => stop("REFUSED") },
      warned: async (_turn, _tx, { code }) => void warned.push(code),
    });
    const whole = { ...definition, steps: [optional, ...definition.steps] };
    const { processes, begin } = engineOf(whole);
    const id = await begin();
    await processes.runDue();
    expect(await rowOf(id)).toMatchObject({ state: "done" });
    expect(warned).toEqual(["REFUSED"]);
    expect((await attemptsOf(id)).map(({ outcome }) => outcome)).toEqual(["done", "warned"]);
  });

  test("that ends the process which takes it is parked after five claims", async () => {
    const { provider } = countingProvider();
    const definition = benchProcess();
    const clock = testClock();
    const services = { ...provider, plain: () => new Promise<void>(() => undefined) };
    const on = (of: Database) =>
      benchEngine({ database: of, definitions: [definition], services, now: clock.now });
    const claim = await system((tx) =>
      on(database).start(tx, definition, { key: randomUUID(), blind: false, userId: null }),
    );
    for (let n = 0; n < 6; n += 1) {
      // Claims and begins, then dies.
      const doomed = mortal(database, { n: 3, when: "before" });
      void on(doomed.database).runDue();
      await expect.poll(async () => (await rowOf(claim?.id)).claims).toBe(n + 1 > 5 ? 0 : n + 1);
      await expect.poll(doomed.count).toBeGreaterThanOrEqual(2);
      doomed.kill();
      clock.wait(2 * MINUTE);
    }
    expect(await rowOf(claim?.id)).toMatchObject({ state: "parked", errorCode: "POISON" });
  });
});

describe("a call that must not be made twice", () => {
  /** The line breaks, and the provider carries it out when told. */
  function lateProvider() {
    const late: (() => void)[] = [];
    const made = countingProvider(async (_key, act) => {
      late.push(() => void act());
      return { outcome: "unknown" };
    });
    return { ...made, carryOut: () => late.splice(0).forEach((each) => each()) };
  }

  test("without an answer is looked up after its quiet time, and not before", async () => {
    const { provider, count, carryOut } = lateProvider();
    const definition = benchProcess();
    const clock = testClock();
    const processes = benchEngine({
      database,
      definitions: [definition],
      services: provider,
      now: clock.now,
    });
    const key = randomUUID();
    const claim = await system((tx) => processes.start(tx, definition, { key, blind: false, userId: null }));
    await processes.runDue();
    clock.wait(20_000);
    await processes.runDue();
    carryOut();
    clock.wait(MINUTE);
    await processes.runDue();
    expect(await rowOf(claim?.id)).toMatchObject({ state: "done" });
    expect(count(key)).toBe(1);
  });

  test("control: with a quiet time of zero it is made twice", async () => {
    const { provider, count, carryOut } = lateProvider();
    const definition = benchProcess();
    const clock = testClock();
    const processes = benchEngine({
      ...{ database, definitions: [definition], services: provider, now: clock.now },
      times: { clockMs: Number.MAX_SAFE_INTEGER, factor: 0 },
    });
    const key = randomUUID();
    await system((tx) => processes.start(tx, definition, { key, blind: false, userId: null }));
    await processes.runDue();
    carryOut();
    expect(count(key)).toBeGreaterThan(1);
  });

  test("and that nobody can look up is left to a person, however often it is retried", async () => {
    const { provider, count, carryOut } = lateProvider();
    const definition = benchProcess();
    const clock = testClock();
    const processes = benchEngine({
      database,
      definitions: [definition],
      services: provider,
      now: clock.now,
    });
    const key = randomUUID();
    const claim = await system((tx) => processes.start(tx, definition, { key, blind: true, userId: null }));
    const id = claim?.id ?? "";
    for (const run of [1, 2, 3]) {
      await processes.runDue();
      expect(await rowOf(id)).toMatchObject({ state: "parked", errorCode: "BLIND_UNKNOWN", run });
      expect(await system((tx) => processes.retry(tx, id, "T-1"))).toBe("done");
      clock.wait(60 * MINUTE);
    }
    carryOut();
    expect(count(key)).toBe(1);
  });

  /** A holder that sleeps between writing the act down and sending it, while another takes its process over. */
  async function sleepBeforeSending(sendWithinMs: number): Promise<number> {
    const { provider, count } = countingProvider();
    const definition = benchProcess();
    const clock = testClock();
    const key = randomUUID();
    const pause = gate();
    let commits = 0;
    const sleepy: Database = {
      ...database,
      async transaction(work) {
        const result = await database.transaction(work);
        commits += 1;
        // Claim, begin, end of the first step, attempts of the act, and the act is written down.
        if (commits === 5) await pause.pass();
        return result;
      },
    };
    const times = { clockMs: Number.MAX_SAFE_INTEGER, sendWithinMs };
    const on = (of: Database) =>
      benchEngine({ database: of, definitions: [definition], services: provider, now: clock.now, times });
    const [sleeper, other] = [on(sleepy), on(database)];
    const claim = await system((tx) => other.start(tx, definition, { key, blind: false, userId: null }));
    const slept = sleeper.runDue();
    await pause.reached;
    const open = (await attemptsOf(claim?.id ?? "")).filter(({ act, endedAt }) => act && !endedAt);
    expect(open).toHaveLength(1);
    clock.wait(2 * MINUTE);
    await other.runDue();
    expect(await rowOf(claim?.id)).toMatchObject({ state: "done" });
    pause.open();
    await slept;
    return count(key);
  }

  test("is not sent by a holder that has slept since it was written down", async () => {
    expect(await sleepBeforeSending(2_000)).toBe(1);
  });

  test("control: without the look at the clock before sending it is made twice", async () => {
    expect(await sleepBeforeSending(30_000)).toBe(1);
    expect(await sleepBeforeSending(10 * MINUTE)).toBe(2);
  });

  test("keeps an answer that comes after its holder was overtaken", async () => {
    const answer = gate();
    const { provider, count } = countingProvider(async (_key, act) => {
      const actId = act();
      await answer.pass();
      return { outcome: "done", refs: { actId }, secret: { number: "1" } };
    });
    const definition = benchProcess();
    const clock = testClock();
    const on = () => benchEngine({ database, definitions: [definition], services: provider, now: clock.now });
    const key = randomUUID();
    const claim = await system((tx) => on().start(tx, definition, { key, blind: true, userId: null }));
    const id = claim?.id ?? "";
    const slept = on().runDue();
    await answer.reached;
    await system((tx) => on().park(tx, id, "T-1"));
    await on().runDue();
    expect(await rowOf(id)).toMatchObject({ state: "parked", errorCode: "HELD" });
    answer.open();
    await slept;
    await system((tx) => on().retry(tx, id, "T-2"));
    await on().runDue();
    expect(await rowOf(id)).toMatchObject({ state: "done", run: 2 });
    expect(count(key)).toBe(1);
  });

  test.each([true, false])(
    "is made once, wherever its holder dies (nobody can look it up: %s)",
    async (blind) => {
      const { provider, count } = countingProvider();
      const definition = benchProcess();
      const clock = testClock();
      let key = "";
      const points = await killAtEachPoint({
        ...{ database, wait: clock.wait },
        engine: (of) =>
          benchEngine({ database: of, definitions: [definition], services: provider, now: clock.now }),
        begin: async (processes) => {
          key = randomUUID();
          const claim = await system((tx) => processes.start(tx, definition, { key, blind, userId: null }));
          return claim?.id ?? "";
        },
        check: async (row, point) => {
          const at = `${point.when} ${point.n}`;
          expect(count(key), at).toBeLessThanOrEqual(1);
          if (row.state === "parked") expect([blind, row.errorCode], at).toEqual([true, "BLIND_UNKNOWN"]);
          else expect([row.state, count(key)], at).toEqual(["done", 1]);
          const { rows } = await system((tx) =>
            tx.raw("SELECT count(*)::int AS n FROM audit_events WHERE detail->>'key' = $1", [key]),
          );
          expect(rows, at).toEqual([{ n: row.state === "done" ? 1 : 0 }]);
        },
      });
      expect(points).toBeGreaterThan(10);
    },
  );
});
