import { randomUUID } from "node:crypto";
import type { Database } from "#db/client.server.ts";
import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import {
  amendProcess,
  askToCancel,
  claimDue,
  endCancelled,
  findProcess,
  findProcessById,
  findProgress,
  holdProcess,
  insertAttempt,
  insertProcess,
  isFirstOfLane,
  listLate,
  lockOpenOfLane,
  pokeProcess,
  pruneProcesses,
  reopenProcess,
  takeWaitingProcess,
  restartProcess,
  takeProcess,
  type NewAttempt,
  type NewProcess,
  type ProcessProgress,
  type ProcessRow,
} from "#db/repositories/processes.server.ts";
import { asSystem, withSystemRole, type SystemTx, type Tx } from "#db/row-security.server.ts";
import { isUnavailable } from "#domain/shared/errors.ts";
import { keptSince } from "#domain/shared/retention.ts";
import { PROCESS_TIMES, type ProcessTimes } from "../config/processes.server.ts";
import type { Logger } from "../log/logger.server.ts";
import type { Metrics } from "../metrics/metrics.server.ts";
import type { FieldEncryption } from "../store/field-encryption.server.ts";
import type { Kv } from "../store/kv.ts";
import { createMemoryKv } from "../store/memory-kv.server.ts";
import type { AnyDefinition, Definition, Secrets } from "./define.ts";
import { watchProcesses } from "./gauges.server.ts";
import { newId } from "./new-id.ts";
import { createSealing } from "./sealing.server.ts";
import { takeTurn, type TurnServices } from "./turn.server.ts";

export type ProcessesOptions<Services> = {
  database: Database;
  encryption: FieldEncryption;
  now: () => Date;
  logger: Logger;
  metrics?: Metrics;
  times?: ProcessTimes;
  /** Tells those who wait for a process, in whichever instance, that somebody has let go of it; else those of this one alone. */
  signals?: Pick<Kv, "publish" | "subscribe">;
  definitions: readonly AnyDefinition<Services>[];
  /** What definitions are given; asked for at each turn, since it may hold these processes. */
  services: () => Services;
};

/** A process that was started; `token` is null for one that runs in the background. */
export type Claim = { id: string; token: string | null };

/** Where a process stands. */
export type Standing = Pick<
  ProcessRow,
  "id" | "state" | "step" | "facts" | "errorCode" | "detail" | "wakeAt"
>;

/** `under_way`: it goes on by itself. `finished`: there is nothing to be done. */
export type OperateOutcome = "done" | "unknown" | "under_way" | "finished";

/** A run of an older journal, as far as it has come. */
export type Adopted<Input, Facts> = {
  input: Input;
  facts?: Partial<Facts>;
  secret?: Secrets;
  attempts?: readonly (Omit<NewAttempt, "processId" | "userId" | "secret" | "id"> & { secret?: Secrets })[];
} & Pick<NewProcess, "state" | "step" | "startedAt"> &
  Partial<
    Pick<
      NewProcess,
      | "run"
      | "failures"
      | "wakeAt"
      | "held"
      | "cancelAskedAt"
      | "errorCode"
      | "detail"
      | "updatedAt"
      | "finishedAt"
      | "userId"
    >
  >;

export type Processes = {
  /** Looks for what is due from now on. */
  startPolling(): void;
  /** Takes no more turns and lets those under way come to the end of their step, for `graceMs` at most. */
  stop(graceMs?: number): Promise<void>;
  /**
   * Starts one in the caller's transaction; do it last there. Null: this key has an unfinished one. `hold`: it stays with the
   * caller, who gives it to `carryOut`; if they die it goes on when the lease is over.
   */
  start<Services, Input, Facts, Run>(
    tx: Tx,
    definition: Definition<Services, Input, Facts, Run>,
    input: NoInfer<Input>,
    options?: { hold?: boolean },
  ): Promise<Claim | null>;
  /**
   * Carries a held one out within a request, for `forMs` at most; what is left goes on by itself, in this turn with `transient`.
   * Where it stands then; null when its transaction was rolled back.
   */
  carryOut(claim: Claim, options: { forMs: number; transient?: unknown }): Promise<Standing | null>;
  /**
   * For a person who asks again while one is unfinished: carries it out now, whatever it waits for, or waits for whoever is at it, so
   * that each of them has the same answer. Where it stands then; one that is parked, or behind others of its lane, is left alone.
   */
  join(id: string, options: { forMs: number; transient?: unknown }): Promise<Standing | null>;
  /**
   * Gives an unfinished one another input, with which it runs again from its first step. Acts that are done stay done. False for one
   * that is finished, at another step than one of `at`, or in somebody's hands; `take`: takes it from them before their next call, and
   * goes on when their lease would have been over, since their last call may be on its way. Whoever does not take it joins it next.
   */
  amend<Services, Input, Facts, Run>(
    tx: Tx,
    definition: Definition<Services, Input, Facts, Run>,
    id: string,
    input: (before: Input) => NoInfer<Input>,
    options?: { at?: readonly string[]; take?: boolean },
  ): Promise<boolean>;
  /**
   * Takes one without a lane that waits or has stopped, and that nobody works on, for `carryOut`: the caller has what it waits for. Null:
   * somebody works on it, an operator keeps it, or it has ended.
   */
  resume(tx: Tx, id: string): Promise<Claim | null>;
  /** Something that it waits for has changed: it looks again, also when it is about to go to sleep. Nothing for one that is parked. */
  poke(tx: Tx, id: string): Promise<void>;
  /** Ends it before its next call. One of whose acts something is unclear is parked instead; `anyway`: a person knows better. */
  cancel(tx: Tx, id: string, options?: { ticket?: string; anyway?: boolean }): Promise<OperateOutcome>;
  /**
   * Ends those of its lane and name that come before it: at once what nobody works on, the others before their next call. The new one
   * waits for these. Call it just before `start`, for definitions that set values.
   */
  supersede<Services, Input, Facts, Run>(
    tx: Tx,
    definition: Definition<Services, Input, Facts, Run>,
    input: NoInfer<Input>,
  ): Promise<void>;
  /** Stops it before its next call, whoever works on it, until it is retried. */
  park(tx: Tx, id: string, ticket: string | null): Promise<OperateOutcome>;
  /** Lets a stopped one run again from its first step, passing over acts that are done. */
  retry(tx: Tx, id: string, ticket: string | null): Promise<OperateOutcome>;
  /** Lets the newest finished one of a key run once more from its first step, with everything that was done. False: there is none. */
  again<Services, Input, Facts, Run>(
    tx: Tx,
    definition: Definition<Services, Input, Facts, Run>,
    input: NoInfer<Input>,
  ): Promise<boolean>;
  /** The unfinished one of a key, or else the newest. */
  find(tx: SystemTx, name: string, key: string): Promise<ProcessRow | null>;
  /** The same as its owner may see it. */
  progress(tx: Tx, name: string, key: string): Promise<ProcessProgress | null>;
  /** Takes over a run of an older journal, in the transaction that marks it as taken. Null: its key has an unfinished one. */
  adopt<Services, Input, Facts, Run>(
    tx: SystemTx,
    definition: Definition<Services, Input, Facts, Run>,
    adopted: Adopted<NoInfer<Input>, NoInfer<Facts>>,
  ): Promise<string | null>;
  /** Looks for what is due at once: what was started or poked in a transaction that commits about now. */
  nudge(): void;
  /** Carries out what is due now, and what becomes due by it, and returns when nothing is. For tests and commands. */
  runDue(): Promise<void>;
  /** Seals with the first key what is sealed with another. Returns how many values. */
  reseal(): Promise<number>;
  /** Deletes what has outlived its time, wipes what could not be ended in its own, and logs what should have ended by now. Returns how many were deleted. */
  prune(): Promise<number>;
};

const letGo = (id: string) => `process-let-go:${id}`;

/** Soon enough for a person who waits; a transaction that takes longer to commit is found by the next look. */
const NUDGE_MS = [10, 100];
const DEFAULT_CONCURRENCY = 4;

/**
 * The engine of durable processes (`define.ts` says how one is written). It looks for what is due by itself: a process is its own timer and its
 * own lock, a row of `processes`. Several instances may run on one database.
 */
export function createProcesses<Services>(options: ProcessesOptions<Services>): Processes {
  const { database, now, logger, metrics, times = PROCESS_TIMES, definitions, services } = options;
  const { signals = createMemoryKv({ now }) } = options;
  const sealing = createSealing(options.encryption);
  const known = new Map(definitions.map((definition) => [definition.name, definition]));
  if (known.size < definitions.length) throw new RangeError("two definitions have one name");
  const turns = new Set<Promise<void>>();
  /** Turns by the ids of their processes, whatever became of their leases. */
  const mine = new Map<string, Promise<void>>();
  const busy = new Map<string, number>();
  /** Names of which more may be due than there was room for. */
  const crowded = new Set<string>();
  const figures = { overtakings: 0, clockDifferenceMs: 0 };
  let isRunning = false;
  let isStopping = false;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<number> | null = null;
  let lookAgain = false;

  const engine: TurnServices<Services> = {
    database,
    sealing,
    now,
    logger,
    times,
    services,
    isStopping: () => isStopping,
    onOvertaken: () => (figures.overtakings += 1),
  };
  if (metrics) watchProcesses({ metrics, database, now, figures, definitions });

  function definitionOf(name: string): AnyDefinition<Services> {
    const found = known.get(name);
    if (!found)
      throw new RangeError(`${name} is no process of this portal: add it to app/processes.server.ts`);
    return found;
  }

  function runTurn(row: ProcessRow & { lease: string }, transient: unknown): Promise<void> {
    const { id, name } = row;
    const turn = takeTurn(engine, definitionOf(name), row, transient).finally(() => {
      turns.delete(turn);
      mine.delete(id);
      // Who does not hear it looks again when their time is over.
      signals.publish(letGo(id), "").catch(() => undefined);
    });
    turns.add(turn);
    mine.set(id, turn);
    return turn;
  }

  /** Claims what is due and sets it going; returns how many. */
  async function look(): Promise<number> {
    const of = definitions
      .map(({ name, version, concurrency = DEFAULT_CONCURRENCY, leaseMs = times.leaseMs }) => ({
        name,
        version,
        leaseMs,
        free:
          (typeof concurrency === "number" ? concurrency : concurrency(services())) - (busy.get(name) ?? 0),
      }))
      .filter(({ free }) => free > 0);
    if (of.length === 0) return 0;
    const { rows, clockDifferenceMs } = await asSystem(database, (tx) =>
      claimDue(tx, { of, mine: [...mine.keys()], token: randomUUID(), now: now(), clockMs: times.clockMs }),
    );
    noteClock(clockDifferenceMs);
    for (const { name, free } of of) {
      const count = rows.filter((row) => row.name === name).length;
      if (count === free) crowded.add(name);
      else crowded.delete(name);
    }
    for (const row of rows) {
      const { name, lease } = row;
      if (lease === null) continue;
      busy.set(name, (busy.get(name) ?? 0) + 1);
      void runTurn({ ...row, lease }, null).finally(() => {
        busy.set(name, (busy.get(name) ?? 1) - 1);
        if (isRunning && crowded.has(name)) lookNow();
      });
    }
    return rows.length;
  }

  function noteClock(differenceMs: number): void {
    const isOff = Math.abs(differenceMs) > times.clockMs;
    const wasOff = Math.abs(figures.clockDifferenceMs) > times.clockMs;
    figures.clockDifferenceMs = differenceMs;
    if (isOff && !wasOff)
      logger.error(
        { event: "process.clocks_differ", differenceMs },
        "clocks of portal and database differ: no process goes on until they agree",
      );
  }

  function lookNow(): void {
    if (!isRunning || isStopping) return;
    if (looking) {
      lookAgain = true;
      return;
    }
    clearTimeout(timer);
    looking = look()
      .catch((error: unknown) => {
        logger.error({ event: "process.poll_failed", err: error }, "what is due could not be looked for");
        return 0;
      })
      .finally(() => {
        looking = null;
        if (!isRunning || isStopping) return;
        // Keeps the process alive on purpose, also while no connection is open.
        timer = setTimeout(lookNow, lookAgain ? 0 : times.pollMs);
        lookAgain = false;
      });
  }

  /** As `carryOut` and `join` return it. */
  async function standingOf(id: string): Promise<Standing | null> {
    const row = await asSystem(database, (tx) => findProcessById(tx, id));
    if (!row) return null;
    const { state, step, facts, errorCode, detail, wakeAt } = row;
    return { id, state, step, facts, errorCode, detail, wakeAt };
  }

  /** Null: others have it, or it is not its turn. */
  async function takeNow(
    { id, name }: ProcessRow,
    transient: unknown,
  ): Promise<{ turn: Promise<void> } | null> {
    const { version, leaseMs = times.leaseMs } = definitionOf(name);
    const claim = { id, version, leaseMs, token: randomUUID(), now: now() };
    const taken = await asSystem(database, (tx) => takeProcess(tx, claim));
    return taken && { turn: runTurn(taken, transient) };
  }

  async function atMost(turn: Promise<void>, ms: number): Promise<void> {
    await Promise.race([turn, new Promise((resolve) => setTimeout(resolve, ms).unref())]);
    nudge();
  }

  function nudge(): void {
    for (const ms of NUDGE_MS) setTimeout(lookNow, ms).unref();
  }

  async function wipe(name: string, before: Date): Promise<void> {
    const wiped = await asSystem(database, async (tx) => {
      const late = await listLate(tx, name, before);
      for (const id of late) await endCancelled(tx, id, now());
      return late;
    });
    if (wiped.length > 0)
      logger.error(
        { event: "process.wiped", process: name, wiped },
        "processes that could not be ended in time were wiped",
      );
  }

  async function operate(
    tx: Tx,
    id: string,
    {
      type,
      ticket,
      act,
    }: {
      type: "process.cancelled" | "process.held" | "process.retried";
      ticket: string | null;
      act: (tx: SystemTx, found: ProcessRow) => Promise<ProcessRow | null>;
    },
  ): Promise<OperateOutcome> {
    return withSystemRole(tx, async (system) => {
      const found = await findProcessById(system, id);
      if (!found) return "unknown";
      if (found.finishedAt !== null) return "finished";
      const { userId, name } = found;
      if (!(await act(system, found))) return "under_way";
      nudge();
      if (ticket !== null)
        await recordAuditEvent(system, { userId, type, at: now(), detail: { processId: id, name, ticket } });
      return "done";
    });
  }

  return {
    startPolling() {
      isRunning = true;
      lookNow();
    },
    async stop(graceMs = 15_000) {
      isStopping = true;
      isRunning = false;
      clearTimeout(timer);
      await looking;
      const late = new Promise((resolve) => setTimeout(resolve, graceMs).unref());
      await Promise.race([Promise.all(turns), late]);
    },
    start(tx, definition, input, { hold = false } = {}) {
      const { name, version, leaseMs = times.leaseMs } = definitionOf(definition.name);
      const parsed = definition.input.parse(input);
      const [id, token, at] = [newId(now()), hold ? randomUUID() : null, now()];
      return withSystemRole(tx, async (system) => {
        const made = await insertProcess(system, {
          id,
          name,
          version,
          state: "running",
          step: definition.steps[0]?.name ?? "",
          key: definition.key(parsed),
          lane: definition.lane?.(parsed) ?? null,
          userId: definition.owner?.(parsed) ?? null,
          facts: {},
          ...sealing.seal(id, parsed, {}),
          lease: token,
          claims: hold ? 1 : 0,
          startedAt: at,
          updatedAt: at,
          wakeAt: hold ? new Date(at.getTime() + leaseMs) : at,
        });
        if (!made) return null;
        // Those before it come first.
        const isHeld = hold && (await isFirstOfLane(system, made, at));
        if (!isHeld) nudge();
        return { id, token: isHeld ? token : null };
      });
    },
    async carryOut({ id, token }, { forMs, transient = null }) {
      const row = await asSystem(database, (tx) => findProcessById(tx, id));
      if (token !== null && row?.lease === token && !isStopping)
        await atMost(runTurn({ ...row, lease: token }, transient), forMs);
      return standingOf(id);
    },
    async join(id, { forMs, transient = null }) {
      let wake: () => void = () => undefined;
      let leave: (() => Promise<void>) | null = null;
      try {
        for (const begun = performance.now(); ;) {
          const isHeard = new Promise<void>((resolve) => (wake = resolve));
          const row = await asSystem(database, (tx) => findProcessById(tx, id));
          const leftMs = forMs - (performance.now() - begun);
          if (!row || row.finishedAt !== null || row.state === "parked" || leftMs <= 0 || isStopping) break;
          const turn = mine.get(id) ?? (await takeNow(row, transient))?.turn;
          if (turn) {
            await atMost(turn, leftMs);
            break;
          }
          if (row.lease === null) break;
          if (leave) await atMost(isHeard, leftMs);
          // Looks once more, for what was told before it listened.
          else leave = await signals.subscribe(letGo(id), () => wake());
        }
      } catch (error) {
        if (!isUnavailable(error)) throw error;
      } finally {
        await leave?.().catch(() => undefined);
      }
      return standingOf(id);
    },
    amend(tx, definition, id, input, { at, take = false } = {}) {
      return withSystemRole(tx, async (system) => {
        const row = await findProcessById(system, id);
        if (!row || row.finishedAt !== null) return false;
        const parsed = definition.input.parse(input(definition.input.parse(sealing.open(row).input)));
        const change = { ...sealing.seal(id, parsed, {}), step: definition.steps[0]?.name ?? "" };
        const amended = await amendProcess(system, id, { change, at, take, now: now() });
        if (amended && take) nudge();
        return amended !== null;
      });
    },
    resume: (tx, id) =>
      withSystemRole(tx, async (system) => {
        const found = await findProcessById(system, id);
        if (!found) return null;
        const { version, leaseMs = times.leaseMs } = definitionOf(found.name);
        const [token, until] = [randomUUID(), new Date(now().getTime() + leaseMs)];
        return (await takeWaitingProcess(system, { id, token, version, until })) ? { id, token } : null;
      }),
    async poke(tx, id) {
      await withSystemRole(tx, (system) => pokeProcess(system, id, now()));
      nudge();
    },
    cancel: (tx, id, { ticket = null, anyway = false }: { ticket?: string | null; anyway?: boolean } = {}) =>
      operate(tx, id, {
        type: "process.cancelled",
        ticket,
        act: (system) => (anyway ? endCancelled : askToCancel)(system, id, now()),
      }),
    async supersede(tx, definition, input) {
      const lane = definition.lane?.(input) ?? null;
      if (lane === null || !definition.setsValues)
        throw new RangeError(`${definition.name} has no lane, or does more than set values`);
      await withSystemRole(tx, async (system) => {
        for (const { id, lease } of await lockOpenOfLane(system, definition.name, lane))
          await (lease === null ? endCancelled : askToCancel)(system, id, now());
      });
    },
    park: (tx, id, ticket) =>
      operate(tx, id, { type: "process.held", ticket, act: (system) => holdProcess(system, id, now()) }),
    retry: (tx, id, ticket) =>
      operate(tx, id, {
        type: "process.retried",
        ticket,
        act: (system, { name }) =>
          restartProcess(system, { id, step: definitionOf(name).steps[0]?.name ?? "", now: now() }),
      }),
    again(tx, definition, input) {
      const { name } = definitionOf(definition.name);
      const parsed = definition.input.parse(input);
      return withSystemRole(tx, async (system) => {
        const found = await findProcess(system, name, definition.key(parsed));
        if (found === null) return false;
        const { id } = found;
        const step = definition.steps[0]?.name ?? "";
        const sealed = sealing.seal(id, parsed, {});
        const opened = await reopenProcess(system, { id, step, now: now(), ...sealed });
        nudge();
        return opened !== null;
      });
    },
    find: findProcess,
    progress: findProgress,
    async adopt(tx, definition, adopted) {
      const { name, version } = definitionOf(definition.name);
      const { input, facts = {}, secret = {}, attempts = [], ...standing } = adopted;
      const [parsed, id, { startedAt }] = [definition.input.parse(input), newId(adopted.startedAt), adopted];
      const isFinished = standing.state === "done" || standing.state === "cancelled";
      const isDue = standing.state === "running" || standing.state === "waiting";
      const userId = adopted.userId ?? definition.owner?.(parsed) ?? null;
      const made = await insertProcess(tx, {
        id,
        name,
        version,
        updatedAt: startedAt,
        wakeAt: isDue ? now() : null,
        ...standing,
        userId,
        key: definition.key(parsed),
        lane: definition.lane?.(parsed) ?? null,
        facts: definition.facts.parse(facts),
        ...(isFinished ? {} : sealing.seal(id, parsed, secret)),
      });
      if (!made) return null;
      for (const { secret: found, ...attempt } of attempts)
        await insertAttempt(tx, {
          ...attempt,
          processId: id,
          userId,
          secret: isFinished ? null : sealing.sealAttempt(id, attempt.act ?? "", found),
        });
      nudge();
      return id;
    },
    nudge,
    async runDue() {
      do await Promise.all(turns);
      while ((await look()) > 0 || turns.size > 0);
    },
    reseal: () => sealing.reseal({ database, logger }),
    async prune() {
      let deleted = 0;
      for (const { name, keep, alarmMs, wipeMs } of definitions) {
        deleted += await asSystem(database, (tx) => pruneProcesses(tx, name, keptSince(keep, now())));
        if (wipeMs !== undefined) await wipe(name, new Date(now().getTime() - wipeMs));
        if (alarmMs === undefined) continue;
        const before = new Date(now().getTime() - alarmMs);
        const late = await asSystem(database, (tx) => listLate(tx, name, before));
        if (late.length > 0)
          logger.error({ event: "process.late", process: name, late }, "processes should have ended by now");
      }
      return deleted;
    },
  };
}
