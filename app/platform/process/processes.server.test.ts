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
import { createMemoryKv } from "../store/memory-kv.server.ts";
import { killAtEachPoint, mortal } from "./kills.testing.ts";

const amelia = seedUserId(1001);
const hanako = seedUserId(1002);
const MINUTE = 60_000;
const PATIENT = { timeout: 10_000 };

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
    name: `p-${randomUUID()}`,
    version: 1,
    keep: "fulfilments",
    input: z.object({
      key: z.string(),
      lane: z.string().nullable().optional(),
      userId: z.custom<UserId>().nullable().optional(),
    }),
    facts: z.object({ seen: z.number().optional() }),
    key: ({ key }) => key,
    lane: ({ lane }) => lane ?? null,
    owner: ({ userId }) => userId ?? null,
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
    database: more.on ?? database,
    definitions: [definition],
    services: null,
    now: clock.now,
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
      otherwise: "warn",
      take: async () => stop("REFUSED"),
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
    const id = claim?.id ?? "";
    for (let n = 1; n <= 5; n += 1) {
      const doomed = mortal(database, null);
      void on(doomed.database).runDue();
      await expect.poll(async () => (await attemptsOf(id)).length, PATIENT).toBe(n);
      doomed.kill();
      clock.wait(2 * MINUTE);
    }
    await on(database).runDue();
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
      database,
      definitions: [definition],
      services: provider,
      now: clock.now,
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
  async function sleepBeforeSending(sees: "its clock" | "nothing"): Promise<number> {
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
    const on = (of: Database, now: () => Date) =>
      benchEngine({ database: of, definitions: [definition], services: provider, now });
    const asleepAt = clock.now();
    const other = on(database, clock.now);
    const sleeper = on(sleepy, sees === "nothing" ? () => asleepAt : clock.now);
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
    expect(await sleepBeforeSending("its clock")).toBe(1);
  });

  test("control: by a holder whose clock stood still meanwhile it is sent, and so made twice", async () => {
    expect(await sleepBeforeSending("nothing")).toBe(2);
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
        database,
        wait: clock.wait,
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

describe("a time that is waited for", () => {
  /** Waits until the value that its customer may change, read in the transaction that goes to sleep. */
  function waiting(clock: ReturnType<typeof testClock>, before: () => Promise<void> = async () => undefined) {
    const dates = new Map<string, Date | null>();
    const definition = processOf({
      wait: async ({ key }) => {
        const at = dates.get(key);
        if (at && at <= clock.now()) return done();
        await before();
        return wait(async () => dates.get(key) ?? null);
      },
    });
    return { dates, ...engineOf(definition, { clock }) };
  }
  const day = (clock: ReturnType<typeof testClock>, days: number) =>
    new Date(clock.now().getTime() + days * 24 * 60 * MINUTE);

  test.each([
    ["earlier", 90, 0],
    ["later", 1, 90],
    ["away", 1, null],
  ])("may be moved %s while it waits", async (_, first, then) => {
    const clock = testClock();
    const { dates, processes, begin } = waiting(clock);
    const key = randomUUID();
    dates.set(key, day(clock, first));
    const id = await begin({ key });
    await processes.runDue();
    expect(await rowOf(id)).toMatchObject({ state: "waiting", wakeAt: day(clock, first) });
    const moved = then === null ? null : day(clock, then);
    dates.set(key, moved);
    await system((tx) => processes.poke(tx, id));
    await processes.runDue();
    expect(await rowOf(id)).toMatchObject(
      then === 0 ? { state: "done" } : { state: "waiting", wakeAt: moved },
    );
  });

  test("may be moved while it is held, and at the moment it goes to sleep", async () => {
    const clock = testClock();
    const asleep = gate();
    const { dates, processes, begin } = waiting(clock, asleep.pass);
    const key = randomUUID();
    dates.set(key, day(clock, 90));
    const id = await begin({ key });
    const turn = processes.runDue();
    await asleep.reached;
    // Poked before the change is read: one look too many, and none too few.
    await system((tx) => processes.poke(tx, id));
    asleep.open();
    await turn;
    dates.set(key, clock.now());
    await Promise.all([processes.runDue(), system((tx) => processes.poke(tx, id))]);
    await processes.runDue();
    expect(await rowOf(id)).toMatchObject({ state: "done" });
  });
});

describe("a cancellation", () => {
  test("ends what waits, what is parked and, before the next call, what is held", async () => {
    const held = gate();
    const taken: string[] = [];
    const definition = processOf({
      one: async ({ key }) => {
        if (key === "waits") return wait(null);
        if (key === "parks") return stop("REFUSED");
        await held.pass();
        return done();
      },
      two: async ({ key }) => (taken.push(key), done()),
    });
    const { processes, begin } = engineOf(definition);
    const ids = [await begin({ key: "waits" }), await begin({ key: "parks" }), await begin({ key: "held" })];
    const turn = processes.runDue();
    await held.reached;
    await expect.poll(async () => (await rowOf(ids[1])).state, PATIENT).toBe("parked");
    await expect.poll(async () => (await rowOf(ids[0])).state, PATIENT).toBe("waiting");
    for (const id of ids) expect(await system((tx) => processes.cancel(tx, id))).toBe("done");
    held.open();
    await turn;
    await processes.runDue();
    for (const id of ids) expect(await rowOf(id)).toMatchObject({ state: "cancelled", sealed: null });
    expect(taken).toEqual([]);
  });

  test("of one whose call may have happened parks it and says which, until a person knows better", async () => {
    const { provider } = countingProvider(async () => ({ outcome: "unknown" }));
    const definition = benchProcess();
    const processes = benchEngine({ database, definitions: [definition], services: provider });
    const claim = await system((tx) =>
      processes.start(tx, definition, { key: randomUUID(), blind: false, userId: null }),
    );
    const id = claim?.id ?? "";
    await processes.runDue();
    await system((tx) => processes.cancel(tx, id, { ticket: "T-1" }));
    await processes.runDue();
    const parked = { state: "parked", errorCode: "CANCELLED", detail: "Act was sent, without an answer" };
    expect(await rowOf(id)).toMatchObject(parked);
    await system((tx) => processes.cancel(tx, id, { ticket: "T-2", anyway: true }));
    expect(await rowOf(id)).toMatchObject({ state: "cancelled", sealed: null });
  });

  test("lets steps that only complete what is there run to their end", async () => {
    const taken: string[] = [];
    const definition = processOf({
      act: async () => wait(null),
      note: async () => done(),
      more: async () => done(),
    });
    const steps = definition.steps.map((step) => ({
      ...step,
      completes: step.name === "note",
      take: async (turn: Turn<Input, Facts, null>) => (taken.push(step.name), step.take(turn)),
    }));
    const { processes, begin } = engineOf({
      ...definition,
      steps,
      prepare: async () => ready(null, { step: "note" }),
    });
    const id = await begin();
    await system((tx) => processes.cancel(tx, id));
    await processes.runDue();
    expect(taken).toEqual(["note"]);
    expect(await rowOf(id)).toMatchObject({ state: "cancelled" });
  });
});

describe("an operator", () => {
  test("stops a process before its next step, and lets it run again from the first", async () => {
    const held = gate();
    const taken: string[] = [];
    const definition = processOf({
      one: async () => (taken.push("one"), await held.pass(), done()),
      two: async () => (taken.push("two"), done()),
    });
    const { processes, begin } = engineOf(definition);
    const id = await begin();
    const turn = processes.runDue();
    await held.reached;
    expect(await system((tx) => processes.retry(tx, id, "T-1"))).toBe("under_way");
    expect(await system((tx) => processes.park(tx, id, "T-2"))).toBe("done");
    held.open();
    await turn;
    await processes.runDue();
    expect(await rowOf(id)).toMatchObject({ state: "parked", errorCode: "HELD" });
    expect(taken).toEqual(["one"]);
    await system((tx) => processes.retry(tx, id, "T-3"));
    await processes.runDue();
    expect(await rowOf(id)).toMatchObject({ state: "done", run: 2 });
    expect(taken).toEqual(["one", "one", "two"]);
    expect(await system((tx) => processes.retry(tx, id, "T-4"))).toBe("finished");
    const { rows } = await system((tx) =>
      tx.raw(
        "SELECT type, detail->>'ticket' AS ticket FROM audit_events WHERE detail->>'processId' = $1 ORDER BY id",
        [id],
      ),
    );
    expect(rows).toEqual([
      { type: "process.held", ticket: "T-2" },
      { type: "process.retried", ticket: "T-3" },
    ]);
  });
});

describe("two instances", () => {
  test("carry out each of 500 once, the longest due first, and no more at a time than the definition says", async () => {
    const taken: string[] = [];
    let [now, most] = [0, 0];
    const definition = processOf(
      {
        one: async ({ key }) => {
          now += 1;
          most = Math.max(most, now);
          taken.push(key);
          await new Promise((resolve) => setTimeout(resolve, 1));
          now -= 1;
          return done();
        },
      },
      { concurrency: 10 },
    );
    const clock = testClock();
    const [one, other] = [engineOf(definition, { clock }), engineOf(definition, { clock })];
    await system(async (tx) => {
      for (let n = 0; n < 500; n += 1) {
        clock.wait(1);
        await one.processes.start(tx, definition, { key: String(n) });
      }
    });
    await Promise.all([one.processes.runDue(), other.processes.runDue()]);
    await one.processes.runDue();
    expect(new Set(taken).size).toBe(500);
    expect(taken).toHaveLength(500);
    expect(most).toBeLessThanOrEqual(20);
    const displaced = taken.map((key, at) => Math.abs(Number(key) - at));
    expect(Math.max(...displaced)).toBeLessThan(60);
  }, 60_000);

  test("of two versions: the old one leaves a process alone once the new one has worked on it", async () => {
    const name = `p-${randomUUID()}`;
    const clock = testClock();
    const old = processOf({ link: async () => wait(null), end: async () => done() }, { name });
    const renewed = processOf(
      { move: async () => wait(new Date(clock.now().getTime() + MINUTE)), end: async () => done() },
      { name, version: 2, moved: { link: "move" } },
    );
    const [before, after] = [engineOf(old, { clock }), engineOf(renewed, { clock })];
    const id = await before.begin();
    await before.processes.runDue();
    expect(await rowOf(id)).toMatchObject({ state: "waiting", step: "link", version: 1 });
    await system((tx) => after.processes.poke(tx, id));
    await after.processes.runDue();
    expect(await rowOf(id)).toMatchObject({ step: "move", version: 2 });
    clock.wait(2 * MINUTE);
    const seen = await rowOf(id);
    await before.processes.runDue();
    expect(await rowOf(id)).toEqual(seen);
  });

  test("park a step that nobody knows, without a newer version, rather than guess", async () => {
    const name = `p-${randomUUID()}`;
    const { begin } = engineOf(processOf({ gone: async () => done() }, { name }));
    const id = await begin();
    const { processes } = engineOf(processOf({ other: async () => done() }, { name }));
    await processes.runDue();
    expect(await rowOf(id)).toMatchObject({ state: "parked", errorCode: "UNKNOWN_STEP", detail: "gone" });
  });

  test("whose clock is five seconds off claims nothing", async () => {
    const definition = processOf({ one: async () => done() });
    for (const [off, state] of [
      [5_000, "running"],
      [-5_000, "running"],
      [0, "done"],
    ] as const) {
      const now = () => new Date(Date.now() + off);
      const processes = benchEngine<null>({
        database,
        definitions: [definition],
        services: null,
        now,
        times: { clockMs: 2_000 },
      });
      const key = randomUUID();
      const claim = await system((tx) => processes.start(tx, definition, { key }));
      // Due for both clocks.
      await system((tx) =>
        tx.raw("UPDATE processes SET wake_at = now() - interval '1 minute' WHERE id = $1", [claim?.id]),
      );
      await processes.runDue();
      expect(await rowOf(claim?.id)).toMatchObject({ state });
    }
  });
});

test("an engine that was too busy to renew its leases does not overtake itself", async () => {
  const held = gate();
  let taken = 0;
  const definition = processOf({ one: async () => ((taken += 1), await held.pass(), done()) });
  const { processes, begin, clock } = engineOf(definition);
  const id = await begin();
  const turn = processes.runDue();
  await held.reached;
  clock.wait(5 * MINUTE);
  processes.startPolling();
  await new Promise((resolve) => setTimeout(resolve, 300));
  held.open();
  await turn;
  await processes.stop();
  expect(taken).toBe(1);
  expect(await rowOf(id)).toMatchObject({ state: "done", run: 1 });
});

describe("processes of one lane", () => {
  test("run one after the other, the oldest first, also behind one that is parked", async () => {
    const taken: string[] = [];
    let fail = true;
    const definition = processOf({
      one: async ({ key }) => (taken.push(key), key === "a" && fail ? stop("REFUSED") : done()),
    });
    const { processes, begin } = engineOf(definition);
    const lane = randomUUID();
    const first = await begin({ key: "a", lane });
    const second = await begin({ key: "b", lane });
    const claim = await system((tx) => processes.start(tx, definition, { key: "c", lane }, { hold: true }));
    expect(claim?.token).toBeNull();
    await processes.runDue();
    expect(taken).toEqual(["a"]);
    fail = false;
    await system((tx) => processes.retry(tx, first, null));
    await processes.runDue();
    expect(taken).toEqual(["a", "a", "b", "c"]);
    expect(await rowOf(second)).toMatchObject({ state: "done" });
  });
});

describe("what is sealed", () => {
  const newer = { id: "newer", key: Buffer.alloc(32, 9) };

  test("is sealed anew with a new key, also while it is held, and the old key can go", async () => {
    const held = gate();
    const { provider } = countingProvider(async (_key, act) => {
      const actId = act();
      return { outcome: "done", refs: { actId }, secret: { number: "1" } };
    });
    const definition = benchProcess();
    const services = {
      ...provider,
      plain: async () => (await held.pass(), undefined),
    };
    const make = (keys: (typeof BENCH_KEY)[]) =>
      benchEngine({ database, definitions: [definition], services, keys });
    const claim = await system((tx) =>
      make([BENCH_KEY]).start(tx, definition, { key: randomUUID(), blind: false, userId: null }),
    );
    const turn = make([BENCH_KEY]).runDue();
    await held.reached;
    expect((await rowOf(claim?.id)).keyId).toBe("bench");
    expect(await make([newer, BENCH_KEY]).reseal()).toBeGreaterThan(0);
    const row = await rowOf(claim?.id);
    expect([row.keyId, row.sealed?.startsWith("newer.")]).toEqual(["newer", true]);
    held.open();
    await turn;
    expect(await rowOf(claim?.id)).toMatchObject({ state: "done", sealed: null });
  });

  test("with a key that is not listed any more parks the process", async () => {
    const definition = processOf({ one: async () => done() });
    const { begin } = engineOf(definition);
    const id = await begin();
    const other = benchEngine<null>({ database, definitions: [definition], services: null, keys: [newer] });
    await other.runDue();
    expect(await rowOf(id)).toMatchObject({ state: "parked", errorCode: "INPUT_UNREADABLE" });
  });
});

describe("a customer", () => {
  test("sees how far their own processes are, and nothing of others, nothing sealed, and writes nothing", async () => {
    const definition = processOf({ one: async () => done(), two: async () => wait(null) });
    const { processes, begin } = engineOf(definition);
    const id = await begin({ key: "k", userId: amelia });
    await processes.runDue();
    const seen = await asCustomer(database, amelia, (tx) => processes.progress(tx, definition.name, "k"));
    expect(seen).toMatchObject({ id, state: "waiting", step: "two", done: [{ step: "one" }] });
    expect(
      await asCustomer(database, hanako, (tx) => processes.progress(tx, definition.name, "k")),
    ).toBeNull();
    for (const statement of [
      "SELECT sealed FROM processes",
      "SELECT secret FROM process_attempts",
      "SELECT facts FROM processes",
      "UPDATE processes SET state = 'parked'",
      "UPDATE process_attempts SET outcome = 'done'",
    ])
      await expect(
        asCustomer(database, amelia, (tx) => tx.raw(statement)),
        statement,
      ).rejects.toMatchObject({
        code: "42501",
      });
    const change = system((tx) => tx.raw("UPDATE process_attempts SET begun_at = now()"));
    await expect(change, "an attempt stays as it was written").rejects.toMatchObject({ code: "42501" });
  });
});

describe("a run of an older journal", () => {
  test.each(["running", "waiting", "parked", "done"] as const)(
    "is taken over as it stands: %s",
    async (state) => {
      const { provider, count } = countingProvider();
      const definition = benchProcess();
      const clock = testClock();
      const processes = benchEngine({
        database,
        definitions: [definition],
        services: provider,
        now: clock.now,
      });
      const key = randomUUID();
      const begunAt = clock.now();
      const finishedAt = state === "done" ? begunAt : null;
      const input = { key, blind: false, userId: null };
      const adopt = () =>
        system((tx) =>
          processes.adopt(tx, definition, {
            input,
            state,
            step: "act",
            run: 2,
            startedAt: begunAt,
            finishedAt,
            attempts: [{ run: 2, step: "act", act: "Act", attempt: 1, begunAt }],
          }),
        );
      const id = await adopt();
      if (state !== "done") expect(await adopt(), "once").toBeNull();
      await processes.runDue();
      expect(count(key), "its open call is quiet for a while").toBe(0);
      clock.wait(MINUTE);
      await processes.runDue();
      expect(await rowOf(id ?? "")).toMatchObject({ state: state === "parked" ? "parked" : "done", run: 2 });
      expect(count(key)).toBe(state === "running" || state === "waiting" ? 1 : 0);
    },
  );
});

describe("whoever waits for a process that another instance holds", () => {
  test("hears when it is let go of, and asks the database no more than it has to", async () => {
    let release: () => void = () => undefined;
    const isReleased = new Promise<void>((resolve) => (release = resolve));
    const definition = processOf({ one: async () => (await isReleased, done()) });
    let transactions = 0;
    const counting: Database = {
      ...database,
      transaction: (work) => ((transactions += 1), database.transaction(work)),
    };
    const signals = createMemoryKv({ now: () => new Date() });
    const bench = { definitions: [definition], services: null, signals };
    const [holder, other] = [
      benchEngine<null>({ ...bench, database }),
      benchEngine<null>({ ...bench, database: counting }),
    ];
    const claim = await system((tx) => holder.start(tx, definition, { key: randomUUID() }, { hold: true }));
    if (!claim) throw new Error("it was not started");
    const carried = holder.carryOut(claim, { forMs: 20_000 });
    const begun = performance.now();
    const joined = other.join(claim.id, { forMs: 20_000 });
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    release();
    expect(await joined).toMatchObject({ state: "done" });
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(transactions).toBeLessThanOrEqual(6);
    await carried;
    await Promise.all([holder.stop(), other.stop()]);
  });
});

describe("an idle engine", () => {
  test("asks the database once per look", async () => {
    const definition = processOf({ one: async () => done() });
    let transactions = 0;
    const counting: Database = {
      ...database,
      transaction: (work) => ((transactions += 1), database.transaction(work)),
    };
    const processes = benchEngine<null>({
      database: counting,
      definitions: [definition],
      services: null,
      times: { pollMs: 200, clockMs: Number.MAX_SAFE_INTEGER },
    });
    processes.startPolling();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await processes.stop();
    expect(transactions).toBeGreaterThan(1);
    expect(transactions).toBeLessThanOrEqual(6);
  });

  test("goes on after the database was away, and takes what is due by itself", async () => {
    const definition = processOf({ one: async () => done() });
    let isAway = true;
    const flaky: Database = {
      ...database,
      async transaction(work) {
        if (isAway) throw new AppError("provider_unavailable", { reason: "MAINTENANCE", message: "away" });
        return database.transaction(work);
      },
    };
    const processes = benchEngine<null>({
      database: flaky,
      definitions: [definition],
      services: null,
      times: { pollMs: 50, clockMs: Number.MAX_SAFE_INTEGER },
    });
    const claim = await system((tx) => processes.start(tx, definition, { key: randomUUID() }));
    processes.startPolling();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await rowOf(claim?.id)).toMatchObject({ state: "running" });
    isAway = false;
    await expect.poll(async () => (await rowOf(claim?.id)).state, { timeout: 5_000 }).toBe("done");
    await processes.stop();
  });
});
