import type { z } from "zod";
import type { UserId } from "#domain/shared/ids.ts";
import type { Retained } from "#domain/shared/retention.ts";
import type { AttemptRow } from "#db/repositories/processes.server.ts";
import type { SystemTx } from "#db/row-security.server.ts";
import type { Refs } from "#db/schema/processes.server.ts";

/*
 * A durable process is a list of steps, told by their names and carried out one after the other, whoever dies meanwhile. A step ends
 * in data; nothing is replayed, so code between steps may change freely. One full example:
 *
 *   type Run = { whmcs: Whmcs; clientId: WhmcsClientId };          // what all steps need, made once per turn by `prepare`
 *   type Facts = { orderId?: number };                             // ids and codes alone: never personal data
 *
 *   const addOrder = defineStep<Input, Facts, Run>("add_order", {
 *     async take({ run, input, id, once }) {
 *       const made = await once("AddOrder", {                      // written down before it is sent, and with its answer
 *         repeat: "after_look", quietMs: 45_000,
 *         look: async () => {
 *           const found = await run.whmcs.findOrderByReference(id);
 *           return found ? { found: { orderId: found.id } } : { absent: true };
 *         },
 *         act: async () => {
 *           const added = await run.whmcs.addOrder({ clientId: run.clientId, reference: id, lines: input.lines });
 *           if (added.outcome === "unknown") return { outcome: "unknown" };
 *           if (added.outcome === "refused") return { outcome: "refused", code: "WHMCS_ADD_FAILED" };
 *           return { outcome: "done", refs: { orderId: added.id } };
 *         },
 *       });
 *       if (made.outcome === "refused") return stop(made.code, made.detail);
 *       return done({ facts: { orderId: Number(made.refs.orderId) }, also: (tx) => recordAuditEvent(tx, ...) });
 *     },
 *   });
 *
 *   export const buyThing = defineProcess<Deps, Input, Facts, Run>({
 *     name: "buy-thing", version: 1, input: InputSchema, facts: FactsSchema, keep: "fulfilments",
 *     key: ({ accountId }) => accountId, owner: ({ userId }) => userId,
 *     prepare: async ({ services, input }) => ready({ whmcs: services.whmcs, clientId: input.clientId }),
 *     steps: [addOrder, notify],
 *   });
 *
 * Add it to app/processes.server.ts. Start it in the transaction of what it belongs to: `await deps.processes.start(tx, buyThing, input)`.
 *
 * Rules. A step without `once` may run again at any time, so it must be harmless then; whatever must not happen twice stands in `once`.
 * After a retry by an operator all steps run from the first: acts that are done answer from their refs. A step that is renamed is named
 * in `moved`, and `version` grows with every change of the list. What a page shows of a process it reads with `processes.progress`.
 */

/** What was learnt and must not be read by everybody: sealed, and gone at the end. */
export type Secrets = Record<string, string>;

type After = {
  /** Commits together with the end of the step. What it throws counts as a failure of the step. */
  also?: (tx: SystemTx) => Promise<void>;
  /** After that commit, at most once: telling open pages, dropping caches. */
  after?: () => Promise<void>;
};
export type Done<Facts> = After & {
  end: "done";
  /** `already_done`: found done, nothing was sent. */
  outcome?: "already_done";
  facts?: Partial<Facts>;
  refs?: Refs;
  secret?: Secrets;
  /** Goes on there instead of at the next one; null: the process is over. */
  next?: string | null;
  /** With `next: null`: nothing of it has to be remembered, so its row goes, unless it was poked meanwhile: then it looks again. */
  forget?: boolean;
};
export type Wait<Facts> = After & {
  end: "wait";
  /** A function reads the time in the transaction that goes to sleep. Null: until it is poked. */
  until: Date | null | ((tx: SystemTx) => Promise<Date | null>);
  facts?: Partial<Facts>;
};
/** Why it cannot go on: `again` of the definition says whether that may pass by itself. */
export type Stop = { end: "stop"; code: string; detail: string | null };
export type StepEnd<Facts> = Done<Facts> | Wait<Facts> | Stop;
/** `step`: goes on there, and not where it stands. */
export type Ready<Facts, Run> = {
  end: "ready";
  run: Run;
  facts?: Partial<Facts>;
  step?: string;
  /** Whose it is, where the input does not tell. */
  owner?: UserId;
};

export function done<Facts>(end: Omit<Done<Facts>, "end"> = {}): Done<Facts> {
  return { end: "done", ...end };
}
export function wait<Facts>(
  until: Wait<Facts>["until"],
  more: Omit<Wait<Facts>, "end" | "until"> = {},
): Wait<Facts> {
  return { end: "wait", until, ...more };
}
export function stop(code: string, detail: string | null = null): Stop {
  return { end: "stop", code, detail };
}
export function ready<Facts, Run>(
  run: Run,
  more: Omit<Ready<Facts, Run>, "end" | "run"> = {},
): Ready<Facts, Run> {
  return { end: "ready", run, ...more };
}

/** An act as it was tried; an outcome of null or `unknown`: it may have happened. */
export type Tried = Pick<AttemptRow, "outcome" | "begunAt" | "run"> & { refs: Refs };

export type Looked =
  | { found: Refs; secret?: Secrets }
  | { absent: true }
  /** Something is there, and nobody but a person can say what. */
  | { unsure: string; detail?: string };
export type Acted =
  | { outcome: "done" | "already_done"; refs?: Refs; secret?: Secrets }
  | { outcome: "refused"; code: string; detail?: string }
  | { outcome: "unknown"; code?: string; detail?: string };
export type Made =
  | { outcome: "done" | "already_done"; refs: Refs; secret: Secrets }
  | { outcome: "refused"; code: string; detail: string | null };

type Act = {
  /**
   * Makes the call. An AppError says that nothing was done there (but for `internal`, which is a defect of ours); anything else that
   * it throws leaves that open.
   */
  act: () => Promise<Acted>;
  /** Its code when nobody knows whether it has happened; OUTCOME_UNKNOWN otherwise. */
  unclear?: string;
};
export type Once =
  | (Act & {
      /** Looked up each time before it is sent. */
      repeat: "after_look";
      /** Milliseconds that a call without an answer may still be under way: 2 s, the limit of the call, and what the provider takes. */
      quietMs: number;
      /** What it throws means: not now. */
      look: (tried: readonly Tried[]) => Promise<Looked>;
    })
  /** Nobody can look it up: without an answer it is left to a person. */
  | (Act & { repeat: "never" })
  /** Harmless to repeat: it sets a value, or carries a key that the receiver knows. */
  | (Act & { repeat: "always" });

export type Turn<Input, Facts, Run> = {
  id: string;
  key: string;
  startedAt: Date;
  /** How often this step has failed in a row. */
  failures: number;
  /** 1, and one more with every time that it was let run again. */
  runs: number;
  input: Input;
  facts: Partial<Facts>;
  secret: Secrets;
  /** What `carryOut` was given: null for work in the background. */
  transient: unknown;
  run: Run;
  /** Makes a call that must not be made twice. What it throws belongs to the engine: let it pass. */
  once(act: string, how: Once): Promise<Made>;
  /** What was tried of an act, the oldest first. */
  tried(act: string): Promise<Tried[]>;
};
export type BareTurn<Services, Input, Facts> = Omit<Turn<Input, Facts, unknown>, "run" | "once"> & {
  services: Services;
};

export type Step<Input, Facts, Run> = {
  name: string;
  take(turn: Turn<Input, Facts, Run>): Promise<StepEnd<Facts>>;
  /** Passed over otherwise. */
  applies?(turn: Turn<Input, Facts, Run>): boolean;
  /** What happens when it cannot be done: the process stops, or goes on without it. `park` otherwise. */
  otherwise?: "park" | "warn";
  /** Together with going on without it. */
  warned?(turn: Turn<Input, Facts, Run>, tx: SystemTx, failure: Stop): Promise<void>;
  /** Writes down or completes what is there already: done also when a cancellation was asked for. */
  completes?: boolean;
};
export function defineStep<Input, Facts, Run>(
  name: string,
  step: Omit<Step<Input, Facts, Run>, "name">,
): Step<Input, Facts, Run> {
  return { name, ...step };
}

/** `untold`: nobody would see that it needs a person, so it waits and is tried again. */
export type Told = After | "untold";

export type Definition<Services, Input, Facts, Run> = {
  name: string;
  /** Grows with every change of the list of steps: an instance of an older one leaves newer runs alone. */
  version: number;
  /** Sealed. */
  input: z.ZodType<Input>;
  /** Ids and codes alone. */
  facts: z.ZodType<Partial<Facts>>;
  /** At most one unfinished process has it. */
  key(input: Input): string;
  owner?(input: Input): UserId | null;
  /** Processes of one lane, of all names, run one after the other, the oldest first; one that is parked holds the others up. */
  lane?(input: Input): string | null;
  /** Once per turn, before anything is begun: what all steps need. It may wait or stop, or end the process (`done({ next: null })`). */
  prepare(turn: BareTurn<Services, Input, Facts>): Promise<Ready<Facts, Run> | StepEnd<Facts>>;
  steps: readonly Step<Input, Facts, Run>[];
  /** Old names of steps. */
  moved?: Readonly<Record<string, string>>;
  retry?: {
    /** Seconds after each failure in a row that may pass by itself; then the step's `otherwise`. */
    pauses: readonly number[];
    /** The code of what a step or `prepare` has thrown, and a detail for staff without personal data. */
    of?(error: unknown, step: string): Stop;
    /** Whether a stop of this code may pass by itself. */
    again?(code: string): boolean;
  };
  /** Before it parks: tells staff. `run` is null when it could not be prepared. */
  stopped?(
    turn: BareTurn<Services, Input, Facts> & { run: Run | null; step: string },
    why: Stop,
  ): Promise<Told>;
  /** A cancellation was asked for, and nothing is unclear: null lets it end, a stop leaves it to a person. */
  cancelled?(
    turn: BareTurn<Services, Input, Facts> & { run: Run | null; step: string },
  ): Promise<Stop | null>;
  /** All its acts set values that the next process of its lane sets anew: one that is cancelled leaves nothing unclear. */
  setsValues?: true;
  leaseMs?: number;
  /** How long one turn goes on from step to step. */
  sliceMs?: number;
  /** At the same time in one instance; 4 otherwise. */
  concurrency?: number | ((services: Services) => number);
  /** Unfinished after so long it is an alarm. */
  alarmMs?: number;
  /** Unfinished after so long it is ended, whatever has become of it, so that nothing personal stays. Its key is free again then. */
  wipeMs?: number;
  /** How long its row is kept after its end. */
  keep: Retained;
};

/** A definition, whatever its input, facts and run are: methods are compared loosely, and only the engine calls them. */
export type AnyDefinition<Services> = Definition<Services, unknown, Record<string, unknown>, unknown>;

/** Throws RangeError for a definition that contradicts itself. */
export function defineProcess<Services, Input, Facts, Run>(
  definition: Definition<Services, Input, Facts, Run>,
): Definition<Services, Input, Facts, Run> {
  const { name, steps, moved = {} } = definition;
  const names = steps.map((step) => step.name);
  if (names.length === 0) throw new RangeError(`${name} has no steps`);
  if (new Set(names).size < names.length) throw new RangeError(`${name} has two steps of one name`);
  for (const [from, to] of Object.entries(moved))
    if (names.includes(from) || !names.includes(to))
      throw new RangeError(`${name}: ${from} cannot move to ${to}`);
  return definition;
}
