import type { Database } from "#db/client.server.ts";
import {
  ENDED,
  endAttempt,
  forgetProcess,
  insertAttempt,
  listAttempts,
  listUnclearActs,
  lockProcess,
  renewLease,
  setToWait,
  updateProcess,
  wipeAttempts,
  type AttemptEnd,
  type AttemptRow,
  type Lease,
  type ProcessChange,
  type ProcessRow,
} from "#db/repositories/processes.server.ts";
import { asSystem, type SystemTx } from "#db/row-security.server.ts";
import { sqlStateOf } from "#db/transaction.server.ts";
import { isAppError, isUnavailable } from "#domain/shared/errors.ts";
import type { UserId } from "#domain/shared/ids.ts";
import type { ProcessTimes } from "../config/processes.server.ts";
import type { Logger } from "../log/logger.server.ts";
import {
  stop,
  wait,
  type Acted,
  type AnyDefinition,
  type BareTurn,
  type Done,
  type Made,
  type Once,
  type Ready,
  type Step,
  type StepEnd,
  type Stop,
  type Told,
  type Tried,
  type Turn,
  type Wait,
} from "./define.ts";
import type { Sealing } from "./sealing.server.ts";

type Facts = Record<string, unknown>;
type AnyStep = Step<unknown, Facts, unknown>;
type AnyTurn<Services> = BareTurn<Services, unknown, Facts> & Turn<unknown, Facts, unknown>;

export type TurnServices<Services> = {
  database: Database;
  sealing: Sealing;
  now: () => Date;
  logger: Logger;
  times: ProcessTimes;
  services: () => Services;
  /** From then on turns end after the step that they are at. */
  isStopping: () => boolean;
  /** A holder found that somebody else holds its process by now. */
  onOvertaken: () => void;
};

/** So many claims in a row without an end of any kind: the step kills the process that takes it. */
const POISON_CLAIMS = 5;
const DEFAULT_PAUSES = [5, 25, 120];
/** Milliseconds between tries to write down what a provider has answered. */
const ANSWER_PAUSES_MS = [100, 500, 2_000];

/** Somebody else has the process by now: nothing more is decided here. Thrown to stop at once; never leaves this file. */
class LeaseLost extends Error {}

/** How `once` ends the step that has called it. */
class StepOver extends Error {
  readonly how:
    | { end: "cancel" }
    | { end: "quiet"; until: Date }
    | { end: "stop"; why: Stop; again: boolean; notBefore: Date };
  constructor(how: StepOver["how"]) {
    super("the engine ends this step");
    this.how = how;
  }
}

/**
 * Carries a claimed process out as far as it goes now. Whatever happens, what is left of it is due at a time that stands in its row:
 * at the latest when its lease is over. Never throws.
 */
export async function takeTurn<Services>(
  engine: TurnServices<Services>,
  definition: AnyDefinition<Services>,
  claimed: ProcessRow & { lease: string },
  transient: unknown,
): Promise<void> {
  const { database, sealing, now, logger, times } = engine;
  const lease: Lease = { id: claimed.id, token: claimed.lease };
  const leaseMs = definition.leaseMs ?? times.leaseMs;
  const leaseEnd = () => new Date(now().getTime() + leaseMs);
  const log = { process: definition.name, processId: claimed.id };
  const write = <T>(work: (tx: SystemTx) => Promise<T>) => asSystem(database, work);
  const begunAt = performance.now();
  let isLost = false;
  let row: ProcessRow = claimed;
  let step: AnyStep | undefined;
  /** Of the step that is under way. */
  let attempt: number | null = null;
  let run: unknown = null;
  let owner: UserId | undefined;

  // A call may take longer than the lease: whoever lives keeps it.
  const renewal = setInterval(() => {
    void write((tx) => renewLease(tx, { ...lease, until: leaseEnd() })).then(
      (isHeld) => (isLost ||= !isHeld),
      (error: unknown) =>
        logger.warn(
          { event: "process.lease_not_renewed", err: error, ...log },
          "lease of a process not renewed",
        ),
    );
  }, leaseMs / 3);
  try {
    await carryOut();
  } catch (error) {
    if (error instanceof LeaseLost) {
      engine.onOvertaken();
      logger.warn({ ...log, event: "process.overtaken" }, "somebody else goes on with this process");
    } else
      logger.error(
        { event: "process.abandoned", err: error, ...log },
        "a process is left until its lease is over",
      );
  } finally {
    clearInterval(renewal);
  }

  async function carryOut(): Promise<void> {
    const name = definition.moved?.[row.step] ?? row.step;
    step = definition.steps.find((each) => each.name === name);
    let turn: AnyTurn<Services>;
    try {
      turn = openTurn();
    } catch (error) {
      logger.error(
        { event: "process.input_unreadable", err: error, ...log },
        "the input of a process cannot be read",
      );
      return write((tx) => parked(tx, stop("INPUT_UNREADABLE")));
    }
    if (row.claims > POISON_CLAIMS)
      return park(turn, stop("POISON", `${name} ends the process that takes it`));
    if (step === undefined) return park(turn, stop("UNKNOWN_STEP", name));

    const prepared = await prepare(turn);
    if (prepared.end === "ready") {
      turn.run = run = prepared.run;
      Object.assign(turn.facts, prepared.facts);
      owner = prepared.owner;
      if (prepared.step !== undefined) step = named(prepared.step);
    }
    if (row.held) return park(turn, stop("HELD", "stopped by an operator"));
    if (prepared.end !== "ready") {
      if (row.cancelAskedAt !== null) return cancel(turn);
      return void (await settle(turn, prepared));
    }
    step = applying(turn, definition.steps.indexOf(step));
    if (step === undefined) return finish(turn, { end: "done" });
    await begin(step, { facts: turn.facts, ...(owner && { userId: owner }) });
    for (;;) {
      if (attempt === null) return cancel(turn);
      const isOver = await settle(turn, await take(step, turn));
      if (isOver) return;
    }
  }

  function openTurn(): AnyTurn<Services> {
    const { input, secret } = sealing.open(row);
    return {
      id: row.id,
      key: row.key,
      startedAt: row.startedAt,
      failures: row.failures,
      runs: row.run,
      input: definition.input.parse(input),
      secret,
      facts: { ...row.facts },
      transient,
      run: null,
      services: engine.services(),
      once: (act, how) => once(act, how),
      tried: async (act) => (await write((tx) => listAttempts(tx, row.id, act))).map(toTried),
    };
  }

  async function prepare(turn: AnyTurn<Services>): Promise<Ready<Facts, unknown> | StepEnd<Facts>> {
    try {
      return await definition.prepare(turn);
    } catch (error) {
      return toStop(error);
    }
  }

  /** What a step has come to. Thrown errors become a stop; those of the engine pass. */
  async function take(taken: AnyStep, turn: AnyTurn<Services>): Promise<StepEnd<Facts> | StepOver> {
    try {
      return await taken.take(turn);
    } catch (error) {
      if (error instanceof StepOver) return error;
      return toStop(error);
    }
  }

  function toStop(error: unknown): Stop {
    if (error instanceof LeaseLost) throw error;
    const at = step?.name ?? row.step;
    // Of our own making, as a query that failed: whatever the definition makes of it, it may pass.
    const isInternal = (isAppError(error) && error.code === "internal") || isSqlError(error);
    if (isInternal || !isAppError(error))
      logger.error({ event: "process.step_defect", err: error, ...log, step: at }, "a step has a defect");
    if (isInternal) return stop("INTERNAL", at);
    if (definition.retry?.of) return definition.retry.of(error, at);
    return isAppError(error) ? stop(error.reason) : stop("DEFECT", at);
  }

  function mayPass({ code }: Stop): boolean {
    if (code === "INTERNAL") return true;
    return (
      definition.retry?.again?.(code) ?? /_(UNAVAILABLE|CONTRACT)$|^(MAINTENANCE|RATE_LIMITED)$/.test(code)
    );
  }

  /** True: the turn is over. */
  async function settle(turn: AnyTurn<Services>, end: StepEnd<Facts> | StepOver): Promise<boolean> {
    if (end instanceof StepOver) {
      const { how } = end;
      switch (how.end) {
        case "cancel":
          await cancel(turn);
          return true;
        case "quiet":
          await sleep(turn, wait(how.until), { failures: row.failures });
          return true;
        case "stop":
          return failed(turn, how.why, how);
      }
    }
    if (end.end === "stop") return failed(turn, end, { again: mayPass(end), notBefore: now() });
    try {
      if (end.end === "wait") await sleep(turn, end, { failures: 0, errorCode: null, detail: null });
      else return await goOn(turn, end, "done");
      return true;
    } catch (error) {
      // Whether a commit whose answer was lost has happened nobody knows: the row tells whoever claims it next.
      if (isAppError(error) && error.reason === "MAINTENANCE") throw error;
      const why = toStop(error);
      return failed(turn, why, { again: mayPass(why), notBefore: now() });
    }
  }

  /** The step is done, or is gone on without (`warned`): on to the next one. */
  async function goOn(
    turn: AnyTurn<Services>,
    end: Done<Facts>,
    outcome: "done" | "warned",
    why?: Stop,
  ): Promise<boolean> {
    const facts = definition.facts.parse({ ...turn.facts, ...end.facts }) as Facts;
    const secret = { ...turn.secret, ...end.secret };
    const ended = { ...turn, facts, secret };
    const next =
      end.next === null
        ? undefined
        : end.next === undefined
          ? applying(ended, (step ? definition.steps.indexOf(step) : 0) + 1)
          : applying(ended, definition.steps.indexOf(named(end.next)));
    if (next === undefined) {
      await finish({ ...turn, facts, secret }, end, outcome, why);
      return true;
    }
    const sliceMs = definition.sliceMs ?? times.sliceMs;
    const isOver = engine.isStopping() || performance.now() - begunAt > sliceMs;
    const change: ProcessChange = {
      step: next.name,
      facts,
      failures: 0,
      claims: 0,
      errorCode: null,
      detail: null,
      ...(end.secret === undefined ? {} : sealing.seal(row.id, turn.input, secret)),
      ...(isOver ? { lease: null, wakeAt: now() } : { wakeAt: leaseEnd() }),
    };
    const begun = await write(async (tx) => {
      const changed = await updateHeld(tx, change);
      await endStep(tx, { outcome: end.outcome ?? outcome, errorCode: why?.code, refs: end.refs });
      await end.also?.(tx);
      if (why) await step?.warned?.(turn, tx, why);
      if (isOver || (changed.cancelAskedAt !== null && !next.completes)) return { changed, id: null };
      return { changed, id: await insertAttempt(tx, attemptOf(changed, next, null)) };
    });
    [row, step, attempt] = [begun.changed, next, begun.id];
    Object.assign(turn, { facts, secret, failures: 0 });
    await tell(end.after);
    return isOver;
  }

  async function begin(next: AnyStep, change: ProcessChange): Promise<void> {
    await write(async (tx) => {
      row = await updateHeld(tx, { ...change, step: next.name, state: "running", wakeAt: leaseEnd() });
      if (row.cancelAskedAt !== null && !next.completes) return;
      attempt = await insertAttempt(tx, attemptOf(row, next, null));
    });
  }

  async function finish(
    turn: AnyTurn<Services>,
    end: Done<Facts>,
    outcome: "done" | "warned" = "done",
    why?: Stop,
  ): Promise<void> {
    await write(async (tx) => {
      if (end.forget === true) {
        const change = { failures: 0, errorCode: null, detail: null };
        if (await forgetProcess(tx, lease)) return;
        if (!(await setToWait(tx, { ...lease, until: now(), now: now(), change }))) throw new LeaseLost();
        return;
      }
      await updateHeld(tx, { ...ENDED, facts: turn.facts, state: "done", finishedAt: now() });
      await endStep(tx, { outcome: end.outcome ?? outcome, errorCode: why?.code, refs: end.refs });
      await wipeAttempts(tx, row.id);
      await end.also?.(tx);
      if (why) await step?.warned?.(turn, tx, why);
    });
    await tell(end.after);
  }

  async function sleep(turn: AnyTurn<Services>, end: Wait<Facts>, change: ProcessChange): Promise<void> {
    const facts = definition.facts.parse({ ...turn.facts, ...end.facts }) as Facts;
    await write(async (tx) => {
      // Locked before the time is read: whoever changes it afterwards waits here, and then pokes.
      if (!(await lockProcess(tx, lease))) throw new LeaseLost();
      const until = typeof end.until === "function" ? await end.until(tx) : end.until;
      await endStep(tx, { outcome: "waiting" });
      await end.also?.(tx);
      await setToWait(tx, { ...lease, until, now: now(), change: { ...change, facts } });
    });
    await tell(end.after);
  }

  async function failed(
    turn: AnyTurn<Services>,
    why: Stop,
    { again, notBefore }: { again: boolean; notBefore: Date },
  ): Promise<boolean> {
    const pauses = definition.retry?.pauses ?? DEFAULT_PAUSES;
    const pause = pauses[row.failures];
    const facts = { ...log, step: row.step, failures: row.failures + 1, code: why.code, detail: why.detail };
    if (again && pause !== undefined) {
      logger.warn({ ...facts, event: "process.step_retried" }, "a step is tried again");
      // Not all at the same moment, when many have failed together.
      const later = now().getTime() + pause * 1000 * times.factor * (0.75 + Math.random() / 2);
      await retryAt(turn, why, new Date(Math.max(later, notBefore.getTime())));
      return true;
    }
    if (attempt !== null && step?.otherwise === "warn") {
      logger.error({ ...facts, event: "process.step_skipped" }, "a process goes on without one of its steps");
      return goOn(turn, { end: "done" }, "warned", why);
    }
    await park(turn, why);
    return true;
  }

  async function retryAt(turn: AnyTurn<Services>, { code, detail }: Stop, until: Date): Promise<void> {
    await write(async (tx) => {
      await endStep(tx, { outcome: "failed", errorCode: code });
      const change = { facts: turn.facts, failures: row.failures + 1, errorCode: code, detail };
      if (!(await setToWait(tx, { ...lease, until, now: now(), change }))) throw new LeaseLost();
    });
  }

  async function park(turn: AnyTurn<Services>, why: Stop): Promise<void> {
    const { code, detail } = why;
    let told: Told;
    try {
      told = (await definition.stopped?.({ ...turn, run, step: row.step }, why)) ?? {};
    } catch (error) {
      logger.error(
        { event: "process.stop_not_told", err: error, ...log },
        "that a process has stopped could not be told",
      );
      told = isUnavailable(error) ? "untold" : {};
    }
    const { also, after } = told === "untold" ? {} : told;
    if (told === "untold")
      return retryAt(turn, why, new Date(now().getTime() + times.untoldMs * times.factor));
    logger.error(
      { event: "process.parked", ...log, step: row.step, code, detail },
      "a process has stopped: see to it by hand",
    );
    await write(async (tx) => {
      await parked(tx, why, { facts: turn.facts });
      await also?.(tx);
    });
    await tell(after);
  }

  async function parked(tx: SystemTx, { code, detail }: Stop, change: ProcessChange = {}): Promise<void> {
    await endStep(tx, { outcome: "failed", errorCode: code });
    const found = await lockProcess(tx, lease);
    if (!found) throw new LeaseLost();
    // Asked for since we have looked: the next turn ends it.
    const isAsked = found.cancelAskedAt !== null && row.cancelAskedAt === null;
    await updateHeld(tx, {
      ...change,
      lease: null,
      claims: 0,
      failures: row.failures + 1,
      errorCode: code,
      detail,
      ...(isAsked ? { state: "running", wakeAt: now() } : { state: "parked", wakeAt: null }),
    });
  }

  async function cancel(turn: AnyTurn<Services>): Promise<void> {
    const unclear = definition.setsValues ? [] : await write((tx) => listUnclearActs(tx, row.id));
    const why =
      unclear.length > 0
        ? stop("CANCELLED", unclear.map((act) => `${act} was sent, without an answer`).join("; "))
        : await definition.cancelled?.({ ...turn, run, step: row.step });
    if (why) {
      row = { ...row, cancelAskedAt: row.cancelAskedAt ?? now() };
      return park(turn, why);
    }
    await write(async (tx) => {
      await endStep(tx, { outcome: "failed", errorCode: "CANCELLED" });
      await wipeAttempts(tx, row.id);
      await updateHeld(tx, { ...ENDED, state: "cancelled", finishedAt: now() });
    });
  }

  async function once(act: string, how: Once): Promise<Made> {
    const tried = await write((tx) => listAttempts(tx, row.id, act));
    const made = tried.findLast(({ outcome }) => outcome === "done" || outcome === "already_done");
    if (made) {
      const outcome = made.outcome === "done" ? "done" : "already_done";
      return { outcome, refs: made.refs ?? {}, secret: sealing.openAttempt(row.id, act, made.secret) };
    }
    const unclear = tried.filter(isUnclear);
    const neverAgain = (more?: Partial<Stop>) =>
      new StepOver({
        end: "stop",
        again: false,
        notBefore: now(),
        why: { ...stop(how.unclear ?? "OUTCOME_UNKNOWN", act), ...more },
      });
    if (how.repeat === "never" && unclear.length > 0) throw neverAgain();
    const quietMs = how.repeat === "after_look" ? how.quietMs * times.factor : 0;
    const quietUntil = (begun: Date) => new Date(begun.getTime() + quietMs);
    if (how.repeat === "after_look") {
      if (how.quietMs < times.sendWithinMs)
        throw new RangeError(`${act}: a quiet time below the time between writing it down and sending it`);
      const until = quietUntil(new Date(Math.max(0, ...unclear.map((each) => each.begunAt.getTime()))));
      if (unclear.length > 0 && until > now()) throw new StepOver({ end: "quiet", until });
      const looked = await how.look(tried.map(toTried));
      if ("unsure" in looked)
        throw new StepOver({
          end: "stop",
          again: false,
          notBefore: now(),
          why: stop(looked.unsure, looked.detail ?? act),
        });
      if ("found" in looked) {
        const { found: refs, secret = {} } = looked;
        await beginAct(act, { endedAt: now(), outcome: "already_done", refs }, looked.secret);
        return { outcome: "already_done", refs, secret };
      }
    }
    const [at, ticks] = [now(), performance.now()];
    const id = await beginAct(act, { begunAt: at });
    // Slept between the commit and here: somebody may have overtaken us, and looked, or sent it.
    if (Math.max(now().getTime() - at.getTime(), performance.now() - ticks) > times.sendWithinMs || isLost) {
      await answered({ id, outcome: "failed", errorCode: "NOT_SENT", now: now() });
      throw new StepOver({ end: "quiet", until: now() });
    }
    const acted = await send(id, how.act);
    switch (acted.outcome) {
      case "done":
      case "already_done": {
        const { outcome, refs = {}, secret = {} } = acted;
        const sealed = sealing.sealAttempt(row.id, act, acted.secret);
        await answered({ id, outcome, refs, secret: sealed, now: now() });
        return { outcome, refs, secret };
      }
      case "refused": {
        const { outcome, code, detail = null } = acted;
        await answered({ id, outcome: "failed", errorCode: code, now: now() });
        return { outcome, code, detail };
      }
      case "unknown": {
        const code = acted.code ?? how.unclear ?? "OUTCOME_UNKNOWN";
        await answered({ id, outcome: "unknown", errorCode: code, now: now() });
        if (how.repeat === "never") throw neverAgain({ code, detail: acted.detail ?? act });
        throw new StepOver({
          end: "stop",
          again: true,
          notBefore: quietUntil(at),
          why: stop(code, acted.detail ?? act),
        });
      }
    }
  }

  async function send(id: number, act: () => Promise<Acted>): Promise<Acted> {
    try {
      return await act();
    } catch (error) {
      if (isAppError(error) && error.code !== "internal") {
        await answered({ id, outcome: "failed", errorCode: error.reason, now: now() });
        throw error;
      }
      logger.error(
        { event: "process.act_unknown", err: error, ...log, step: row.step },
        "nobody knows whether an act has happened",
      );
      return { outcome: "unknown" };
    }
  }

  /** Throws LeaseLost, and StepOver when a cancellation was asked for. */
  async function beginAct(
    act: string,
    more: Partial<AttemptRow>,
    secret?: Record<string, string>,
  ): Promise<number> {
    const id = await write(async (tx) => {
      const held = await updateHeld(tx, { wakeAt: leaseEnd() });
      if (held.cancelAskedAt !== null && !step?.completes && more.outcome === undefined) {
        row = held;
        return null;
      }
      const sealed = sealing.sealAttempt(row.id, act, secret);
      return insertAttempt(tx, { ...attemptOf(held, step, act), secret: sealed, ...more });
    });
    if (id === null) throw new StepOver({ end: "cancel" });
    return id;
  }

  /** What a provider has said is a fact, whoever holds the process by now, and is worth some tries to write it down. */
  async function answered(end: AttemptEnd): Promise<void> {
    for (const pauseMs of ANSWER_PAUSES_MS) {
      try {
        return await write((tx) => endAttempt(tx, end));
      } catch (error) {
        logger.warn(
          { event: "process.answer_not_written", err: error, ...log },
          "the answer of a provider could not be written down yet",
        );
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    }
    await write((tx) => endAttempt(tx, end));
  }

  function attemptOf(held: ProcessRow, of: AnyStep | undefined, act: string | null) {
    return {
      processId: held.id,
      userId: held.userId,
      run: held.run,
      step: of?.name ?? held.step,
      act,
      attempt: held.failures + 1,
      begunAt: now(),
    };
  }

  async function endStep(tx: SystemTx, end: Omit<AttemptEnd, "id" | "now">): Promise<void> {
    if (attempt !== null) await endAttempt(tx, { ...end, id: attempt, now: now() });
  }

  async function updateHeld(tx: SystemTx, change: ProcessChange): Promise<ProcessRow> {
    const changed = await updateProcess(tx, { ...lease, change, now: now() });
    if (!changed) throw new LeaseLost();
    return changed;
  }

  function named(name: string): AnyStep {
    const found = definition.steps.find((each) => each.name === name);
    if (!found) throw new RangeError(`${definition.name} has no step ${name}`);
    return found;
  }

  function applying(turn: AnyTurn<Services>, from: number): AnyStep | undefined {
    return definition.steps.slice(from).find((each) => each.applies?.(turn) ?? true);
  }

  async function tell(after: (() => Promise<void>) | undefined): Promise<void> {
    try {
      await after?.();
    } catch (error) {
      logger.warn(
        { event: "process.follow_up_failed", err: error, ...log },
        "what follows a step was not done",
      );
    }
  }
}

function isSqlError(error: unknown): boolean {
  return !isAppError(error) && /^[0-9A-Z]{5}$/.test(sqlStateOf(error) ?? "");
}

function isUnclear({ outcome }: AttemptRow): boolean {
  return outcome === null || outcome === "unknown";
}

function toTried({ outcome, begunAt, run, refs }: AttemptRow): Tried {
  return { outcome, begunAt, run, refs: refs ?? {} };
}
