import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Database } from "#db/client.server.ts";
import { findProcessById, type ProcessRow } from "#db/repositories/processes.server.ts";
import { asSystem, type SystemTx } from "#db/row-security.server.ts";
import { openTestDatabase } from "#db/testing.server.ts";
import { defineProcess, defineStep, done, ready, stop, wait, type Definition } from "./define.ts";
import { benchEngine, testClock } from "./engine.testing.ts";
import type { Claim } from "./processes.server.ts";

/*
 * What a person does to a process of theirs that is there already: asks again, says something else, gives what it waits for, wants another
 * value. And what becomes of one that never ends.
 */

const DAY = 24 * 60 * 60_000;
const LONG = { forMs: 10_000 };

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const system = <T>(work: (tx: SystemTx) => Promise<T>) => asSystem(database, work);
async function rowOf(id: string): Promise<ProcessRow> {
  const row = await system((tx) => findProcessById(tx, id));
  if (!row) throw new Error("no such process");
  return row;
}

type Input = { key: string; value: string; lane: string | null };
type More = Partial<Definition<null, Input, object, null>>;

/** One that hands its value over in `give`, and then ends in `end`; an engine for it, and another instance of that. */
function bench(more: More = {}) {
  const given: string[] = [];
  let isReady = true;
  let isRefused = false;
  let held: Promise<void> | null = null;
  let reach: () => void = () => undefined;
  const give = defineStep<Input, object, null>("give", {
    async take({ input, transient }) {
      if (!isReady && transient === null) return wait(null);
      if (isRefused) return stop("REFUSED");
      given.push(typeof transient === "string" ? transient : input.value);
      reach();
      await held;
      return done();
    },
  });
  const end = defineStep<Input, object, null>("end", { take: async () => done() });
  const definition = defineProcess<null, Input, object, null>({
    name: `p-${randomUUID()}`,
    version: 1,
    keep: "fulfilments",
    input: z.object({ key: z.string(), value: z.string(), lane: z.string().nullable() }),
    facts: z.object({}),
    key: ({ key }) => key,
    lane: ({ lane }) => lane,
    prepare: async () => ready(null),
    steps: [give, end],
    ...more,
  });
  const clock = testClock();
  const engine = () =>
    benchEngine<null>({ database, definitions: [definition], services: null, now: clock.now });
  const [processes, other] = [engine(), engine()];
  async function start(input: Partial<Input> = {}, hold = false): Promise<Claim> {
    const whole = { key: randomUUID(), value: "first", lane: null, ...input };
    const claim = await system((tx) => processes.start(tx, definition, whole, { hold }));
    if (!claim) throw new Error("its key is taken");
    return claim;
  }
  return {
    definition,
    clock,
    processes,
    other,
    start,
    given,
    /** Without what it needs it waits until it is told something. */
    lack: () => (isReady = false),
    refuse: (yes: boolean) => (isRefused = yes),
    /** Whoever gives is stuck there from now on; `reached` once somebody is. */
    hold() {
      let release: () => void = () => undefined;
      held = new Promise((resolve) => (release = resolve));
      const reached = new Promise<void>((resolve) => (reach = resolve));
      return { reached, release: () => ((held = null), release()) };
    },
  };
}

describe("whoever asks again while one is unfinished", () => {
  test("carries it out now, also when it waits for a later time", async () => {
    const { processes, start, given, lack } = bench();
    lack();
    const { id } = await start();
    await processes.runDue();
    expect(await rowOf(id)).toMatchObject({ state: "waiting" });
    expect(await processes.join(id, { ...LONG, transient: "said now" })).toMatchObject({ state: "done" });
    expect(given).toEqual(["said now"]);
  });

  test("has the answer of whoever is at it, in this instance and in another", async () => {
    const { processes, other, start, given, hold } = bench();
    const { reached, release } = hold();
    const claim = await start({}, true);
    const carried = processes.carryOut(claim, LONG);
    await reached;
    const joined = [processes.join(claim.id, LONG), other.join(claim.id, LONG)];
    release();
    for (const standing of await Promise.all([carried, ...joined]))
      expect(standing).toMatchObject({ state: "done" });
    expect(given).toEqual(["first"]);
  });

  test("waits no longer than they said", async () => {
    const { processes, other, start, hold } = bench();
    const { reached, release } = hold();
    const claim = await start({}, true);
    const carried = processes.carryOut(claim, LONG);
    await reached;
    expect(await other.join(claim.id, { forMs: 50 })).toMatchObject({ state: "running" });
    release();
    await carried;
  });

  test("leaves one alone that is parked, or that others of its lane come before", async () => {
    const { processes, start, given, refuse } = bench();
    refuse(true);
    const { id } = await start({ lane: randomUUID() });
    await processes.runDue();
    expect(await processes.join(id, LONG)).toMatchObject({ state: "parked", errorCode: "REFUSED" });
    const { lane } = await rowOf(id);
    refuse(false);
    const behind = await start({ lane });
    expect(await processes.join(behind.id, LONG)).toMatchObject({ state: "running" });
    expect(given).toEqual([]);
  });
});

describe("another input", () => {
  test("is what it runs with from its first step, also one that is parked", async () => {
    const { definition, processes, start, given, refuse } = bench();
    refuse(true);
    const { id } = await start();
    await processes.runDue();
    refuse(false);
    const amend = (at: string[]) =>
      system((tx) => processes.amend(tx, definition, id, (input) => ({ ...input, value: "second" }), { at }));
    expect(await amend(["end"])).toBe(false);
    expect(await amend(["give"])).toBe(true);
    await processes.runDue();
    expect(given).toEqual(["second"]);
    expect(await rowOf(id)).toMatchObject({ state: "done", failures: 0, errorCode: null });
    expect(await amend(["give"])).toBe(false);
  });

  test("of one in somebody's hands is refused; with `take` it is theirs no more, and runs after their lease", async () => {
    const { definition, processes, other, start, given, clock, hold } = bench();
    const { reached, release } = hold();
    const claim = await start({}, true);
    const carried = processes.carryOut(claim, LONG);
    await reached;
    const amend = (take: boolean) =>
      system((tx) =>
        other.amend(tx, definition, claim.id, (input) => ({ ...input, value: "second" }), { take }),
      );
    expect(await amend(false)).toBe(false);
    expect(await amend(true)).toBe(true);
    release();
    expect(await carried).toMatchObject({ state: "running", step: "give" });
    // Their last call may be on its way until then.
    await other.runDue();
    expect(given).toEqual(["first"]);
    clock.wait(60_000);
    await other.runDue();
    expect(given).toEqual(["first", "second"]);
    expect(await rowOf(claim.id)).toMatchObject({ state: "done" });
  });
});

describe("what a process waits for", () => {
  test("is brought by one of many at the same time, who carries it out", async () => {
    const { processes, start, given, lack } = bench();
    lack();
    const { id } = await start();
    await processes.runDue();
    const claims = await Promise.all(
      Array.from({ length: 5 }, () => system((tx) => processes.resume(tx, id))),
    );
    const [claim, ...more] = claims.filter((each) => each !== null);
    expect(more).toEqual([]);
    if (!claim) throw new Error("nobody has it");
    expect(await processes.carryOut(claim, { ...LONG, transient: "brought" })).toMatchObject({
      state: "done",
    });
    expect(given).toEqual(["brought"]);
    expect(await system((tx) => processes.resume(tx, id))).toBeNull();
  });

  test("is not taken from an operator who keeps it", async () => {
    const { processes, start, lack } = bench();
    lack();
    const { id } = await start();
    await processes.runDue();
    await system((tx) => processes.park(tx, id, "T-1"));
    expect(await system((tx) => processes.resume(tx, id))).toBeNull();
  });
});

describe("a newer value", () => {
  test("ends at once the earlier ones that nobody works on, and comes after the one under way", async () => {
    const { definition, processes, other, start, given, hold } = bench({ setsValues: true });
    const lane = randomUUID();
    const { reached, release } = hold();
    const underWay = await start({ lane }, true);
    const carried = processes.carryOut(underWay, LONG);
    await reached;
    const waiting = await start({ lane, value: "never" });
    const input = { key: randomUUID(), value: "last", lane };
    const last = await system(async (tx) => {
      await other.supersede(tx, definition, input);
      return other.start(tx, definition, input);
    });
    expect(await rowOf(waiting.id)).toMatchObject({ state: "cancelled" });
    await other.runDue();
    expect(await rowOf(last?.id ?? "")).toMatchObject({ state: "running" });
    release();
    await carried;
    await other.runDue();
    expect(await rowOf(underWay.id)).toMatchObject({ state: "cancelled" });
    expect(await rowOf(last?.id ?? "")).toMatchObject({ state: "done" });
    expect(given).toEqual(["first", "last"]);
  });

  test("is for definitions that set values alone", async () => {
    const { definition, processes } = bench();
    const input = { key: "k", value: "v", lane: randomUUID() };
    await expect(system((tx) => processes.supersede(tx, definition, input))).rejects.toThrow(RangeError);
  });
});

describe("a finished one", () => {
  test("runs once more from its first step, and only one that is finished", async () => {
    const { definition, processes, start, given } = bench();
    const again = (key: string) =>
      system((tx) => processes.again(tx, definition, { key, value: "once more", lane: null }));
    expect(await again(randomUUID())).toBe(false);
    const { id } = await start();
    const { key } = await rowOf(id);
    expect(await again(key)).toBe(false);
    await processes.runDue();
    expect(await again(key)).toBe(true);
    await processes.runDue();
    expect(given).toEqual(["first", "once more"]);
    expect(await rowOf(id)).toMatchObject({ state: "done", run: 2, sealed: null });
  });
});

describe("one that never ends", () => {
  test("is wiped after its time, and its key is free again", async () => {
    const { definition, processes, start, clock, lack } = bench({ wipeMs: 30 * DAY });
    lack();
    const { id } = await start({ key: "k" });
    await processes.runDue();
    clock.wait(29 * DAY);
    await processes.prune();
    expect(await rowOf(id)).toMatchObject({ state: "waiting" });
    clock.wait(2 * DAY);
    await processes.prune();
    expect(await rowOf(id)).toMatchObject({ state: "cancelled", sealed: null, secret: null, wakeAt: null });
    const input = { key: "k", value: "anew", lane: null };
    expect(await system((tx) => processes.start(tx, definition, input))).not.toBeNull();
  });
});
