import {
  and,
  asc,
  count,
  desc,
  eq,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  or,
  sql,
  type SQL,
} from "drizzle-orm";

import type { UserId } from "#domain/shared/ids.ts";
import type { SystemTx, Tx } from "../row-security.server.ts";
import {
  processAttempts,
  processes,
  type AttemptOutcome,
  type ProcessState,
  type Refs,
} from "../schema/processes.server.ts";

export type ProcessRow = typeof processes.$inferSelect;
export type NewProcess = typeof processes.$inferInsert;
export type AttemptRow = typeof processAttempts.$inferSelect;
export type NewAttempt = typeof processAttempts.$inferInsert;

/** Who works on a process, as claimed. */
export type Lease = { id: string; token: string };

/**
 * Null when the key has an unfinished process. Waits for a transaction that has just inserted the same key, so call it last in yours.
 */
export async function insertProcess(tx: SystemTx, row: NewProcess): Promise<ProcessRow | null> {
  const [made] = await tx
    .insert(processes)
    .values(row)
    .onConflictDoNothing({
      target: [processes.name, processes.key],
      where: isNull(processes.finishedAt),
    })
    .returning();
  return made ?? null;
}

/** Whether nothing of its lane comes before it. One that is held and has to wait is given back, due `now`. */
export async function isFirstOfLane(
  tx: SystemTx,
  { id, lane, startedAt }: ProcessRow,
  now: Date,
): Promise<boolean> {
  if (lane === null) return true;
  const { rows } = await tx.raw(
    `SELECT FROM processes WHERE lane = $1 AND finished_at IS NULL AND (started_at, id) < ($2::timestamptz, $3::uuid) LIMIT 1`,
    [lane, startedAt.toISOString(), id],
  );
  if (rows.length === 0) return true;
  await tx.update(processes).set({ lease: null, wakeAt: now, claims: 0 }).where(eq(processes.id, id));
  return false;
}

export type Claimable = { name: string; version: number; free: number; leaseMs: number };

export type Claims = {
  rows: ProcessRow[];
  /** This clock less the database's, in milliseconds. */
  clockDifferenceMs: number;
};

/**
 * Takes what is due, the longest due first, at most `free` of each name, for `token` until `now` plus the lease; nothing when the
 * two clocks differ by more than `clockMs`. One whose definition has been worked on by a newer version is left to that, and of a lane
 * only the oldest unfinished one is taken. `mine`: what the caller is at itself, and has not renewed in time.
 */
export async function claimDue(
  tx: SystemTx,
  {
    of,
    mine,
    token,
    now,
    clockMs,
  }: { of: readonly Claimable[]; mine: readonly string[]; token: string; now: Date; clockMs: number },
): Promise<Claims> {
  const { rows } = await tx.raw(
    `WITH clock AS (
       SELECT extract(epoch FROM $1::timestamptz - clock_timestamp())::float8 * 1000 AS ahead
     ), due AS (
       SELECT each.id, wanted.version, wanted.lease_ms
       FROM unnest($2::text[], $3::int[], $4::int[], $5::float8[]) AS wanted(name, version, free, lease_ms),
         clock,
         LATERAL (
           SELECT p.id FROM processes p
           WHERE p.name = wanted.name AND p.wake_at <= $1::timestamptz AND p.version <= wanted.version
             AND abs(clock.ahead) <= $6::float8 AND p.id <> ALL ($8::uuid[])
             AND (p.lane IS NULL OR NOT EXISTS (
               SELECT FROM processes older
               WHERE older.lane = p.lane AND older.finished_at IS NULL
                 AND (older.started_at, older.id) < (p.started_at, p.id)))
           ORDER BY p.wake_at
           LIMIT wanted.free
           FOR UPDATE SKIP LOCKED
         ) each
     ), claimed AS (
       UPDATE processes p
       SET lease = $7::uuid, wake_at = $1::timestamptz + due.lease_ms * interval '1 millisecond',
         version = greatest(p.version, due.version), state = 'running', poked = false, claims = p.claims + 1
       FROM due WHERE p.id = due.id
       RETURNING p.id
     )
     SELECT clock.ahead, claimed.id FROM clock LEFT JOIN claimed ON true`,
    [
      now.toISOString(),
      of.map(({ name }) => name),
      of.map(({ version }) => version),
      of.map(({ free }) => free),
      of.map(({ leaseMs }) => leaseMs),
      clockMs,
      token,
      mine,
    ],
  );
  const ids = rows.flatMap(({ id }) => (typeof id === "string" ? [id] : []));
  return {
    rows: ids.length === 0 ? [] : await tx.select().from(processes).where(inArray(processes.id, ids)),
    clockDifferenceMs: Number(rows[0]?.ahead),
  };
}

/** Claims one, whatever it waits for. Null for one that is finished, parked, held, behind others of its lane, or of a newer version. */
export async function takeProcess(
  tx: SystemTx,
  {
    id,
    token,
    version,
    leaseMs,
    now,
  }: { id: string; token: string; version: number; leaseMs: number; now: Date },
): Promise<(ProcessRow & { lease: string }) | null> {
  const taken = await changeOpen(
    tx,
    id,
    {
      lease: token,
      wakeAt: new Date(now.getTime() + leaseMs),
      state: "running",
      poked: false,
      version: sql`greatest(${processes.version}, ${version})`,
      claims: sql`${processes.claims} + 1`,
    },
    and(
      or(isIdle, and(isNotNull(processes.lease), lte(processes.wakeAt, now))),
      lte(processes.version, version),
      sql`(${processes.lane} is null or not exists (
        select from processes older
        where older.lane = ${processes.lane} and older.finished_at is null
          and (older.started_at, older.id) < (${processes.startedAt}, ${processes.id})))`,
    ),
  );
  return taken && { ...taken, lease: token };
}

/** Whoever lives keeps what they hold. False when somebody else holds it by now. */
export async function renewLease(
  tx: SystemTx,
  { until, ...lease }: Lease & { until: Date },
): Promise<boolean> {
  const renewed = await tx
    .update(processes)
    .set({ wakeAt: until })
    .where(heldBy(lease))
    .returning({ id: processes.id });
  return renewed.length > 0;
}

export type ProcessChange = Partial<
  Pick<
    NewProcess,
    | "step"
    | "state"
    | "failures"
    | "claims"
    | "sealed"
    | "secret"
    | "sealedAs"
    | "keyId"
    | "facts"
    | "wakeAt"
    | "lease"
    | "errorCode"
    | "detail"
    | "finishedAt"
    | "userId"
  >
>;

/** Changes what the caller holds; returns it as it is now, or null when somebody else holds it: then the caller stops. */
export async function updateProcess(
  tx: SystemTx,
  { change, now, ...lease }: Lease & { change: ProcessChange; now: Date },
): Promise<ProcessRow | null> {
  const [changed] = await tx
    .update(processes)
    .set({ ...change, updatedAt: now })
    .where(heldBy(lease))
    .returning();
  return changed ?? null;
}

/** Locks what the caller holds until their transaction ends. Null: somebody else holds it. */
export async function lockProcess(tx: SystemTx, lease: Lease): Promise<ProcessRow | null> {
  const [row] = await tx.select().from(processes).where(heldBy(lease)).for("update");
  return row ?? null;
}

/** Deletes what the caller holds. False: it was poked meanwhile, or somebody else holds it. */
export async function forgetProcess(tx: SystemTx, lease: Lease): Promise<boolean> {
  const gone = await tx
    .delete(processes)
    .where(and(heldBy(lease), eq(processes.poked, false)))
    .returning({ id: processes.id });
  return gone.length > 0;
}

/** The unfinished ones of a name in a lane: nobody claims one of them until the transaction ends. */
export async function lockOpenOfLane(tx: SystemTx, name: string, lane: string): Promise<ProcessRow[]> {
  return tx
    .select()
    .from(processes)
    .where(and(eq(processes.name, name), eq(processes.lane, lane), isNull(processes.finishedAt)))
    .orderBy(asc(processes.startedAt), asc(processes.id))
    .for("update");
}

/** Gives one that waits or has stopped to `token`. Null: it is held by somebody or for an operator, newer, in a lane, or over. */
export async function takeWaitingProcess(
  tx: SystemTx,
  { id, token, version, until }: Lease & { version: number; until: Date },
): Promise<ProcessRow | null> {
  return changeOpen(
    tx,
    id,
    {
      lease: token,
      wakeAt: until,
      state: "running",
      poked: false,
      version: sql`greatest(${processes.version}, ${version})`,
      claims: sql`${processes.claims} + 1`,
    },
    and(
      ...[isNull(processes.lease), isNull(processes.lane), eq(processes.held, false)],
      ...[isNull(processes.cancelAskedAt), lte(processes.version, version)],
    ),
  );
}

/** Gives back what is held, to wait until then; sooner when it was poked meanwhile. */
export async function setToWait(
  tx: SystemTx,
  { until, now, change, ...lease }: Lease & { until: Date | null; now: Date; change: ProcessChange },
): Promise<ProcessRow | null> {
  const poked = sql`(${processes.poked} or ${processes.cancelAskedAt} is not null)`;
  const at = until?.toISOString() ?? null;
  const [changed] = await tx
    .update(processes)
    .set({
      ...change,
      state: "waiting",
      lease: null,
      claims: 0,
      updatedAt: now,
      poked: false,
      wakeAt: sql`case when ${poked} then least(${now.toISOString()}::timestamptz, ${at}::timestamptz) else ${at}::timestamptz end`,
    })
    .where(heldBy(lease))
    .returning();
  return changed ?? null;
}

/** Removes everything sealed that belongs to a process. */
export async function wipeAttempts(tx: SystemTx, processId: string): Promise<void> {
  await tx
    .update(processAttempts)
    .set({ secret: null })
    .where(and(eq(processAttempts.processId, processId), isNotNull(processAttempts.secret)));
}

/** Returns the id of what was written down. */
export async function insertAttempt(tx: SystemTx, row: NewAttempt): Promise<number> {
  const [written] = await tx.insert(processAttempts).values(row).returning({ id: processAttempts.id });
  return written?.id ?? 0;
}

export type AttemptEnd = {
  id: number;
  outcome: AttemptOutcome;
  errorCode?: string | null;
  refs?: Refs | null;
  secret?: string | null;
  now: Date;
};

/** An answer is a fact, whoever holds the process by now. */
export async function endAttempt(tx: SystemTx, { id, now, ...end }: AttemptEnd): Promise<void> {
  await tx
    .update(processAttempts)
    .set({ endedAt: now, outcome: end.outcome, errorCode: end.errorCode, refs: end.refs, secret: end.secret })
    .where(and(eq(processAttempts.id, id), isNull(processAttempts.endedAt)));
}

/** What was tried of one act, in all runs, the oldest first. */
export async function listAttempts(tx: SystemTx, processId: string, act: string): Promise<AttemptRow[]> {
  return tx
    .select()
    .from(processAttempts)
    .where(and(eq(processAttempts.processId, processId), eq(processAttempts.act, act)))
    .orderBy(asc(processAttempts.id));
}

/** Everything that was tried, the newest first. */
export async function listAllAttempts(
  tx: SystemTx,
  { processId, limit }: { processId: string; limit: number },
): Promise<AttemptRow[]> {
  return tx
    .select()
    .from(processAttempts)
    .where(eq(processAttempts.processId, processId))
    .orderBy(desc(processAttempts.id))
    .limit(limit);
}

/** Names of the acts whose last attempt has no answer, in their order. */
export async function listUnclearActs(tx: SystemTx, processId: string): Promise<string[]> {
  const { act, id, outcome } = processAttempts;
  const last = await tx
    .selectDistinctOn([act], { act, outcome, id })
    .from(processAttempts)
    .where(and(eq(processAttempts.processId, processId), isNotNull(act)))
    .orderBy(act, desc(id));
  return last
    .filter((each) => each.outcome === null || each.outcome === "unknown")
    .sort((one, other) => one.id - other.id)
    .flatMap((each) => (each.act === null ? [] : [each.act]));
}

export async function findProcessById(tx: SystemTx, id: string): Promise<ProcessRow | null> {
  const [found] = await tx.select().from(processes).where(eq(processes.id, id));
  return found ?? null;
}

/** The unfinished one of a key, or else the newest. */
export async function findProcess(tx: SystemTx, name: string, key: string): Promise<ProcessRow | null> {
  const [found] = await tx
    .select()
    .from(processes)
    .where(and(eq(processes.name, name), eq(processes.key, key)))
    .orderBy(sql`${processes.finishedAt} is not null`, desc(processes.startedAt), desc(processes.id))
    .limit(1);
  return found ?? null;
}

/** A fact of the newest process of this key that has learnt it; null when none has. */
export async function findFact(
  tx: SystemTx,
  { name, key, fact }: { name: string; key: string; fact: string },
): Promise<string | null> {
  const value = sql<string | null>`${processes.facts}->>${fact}`;
  const [found] = await tx
    .select({ value })
    .from(processes)
    .where(and(eq(processes.name, name), eq(processes.key, key), sql`${value} is not null`))
    .orderBy(desc(processes.startedAt), desc(processes.id))
    .limit(1);
  return found?.value ?? null;
}

/** What a customer may know of a process of theirs. */
export type ProcessProgress = Pick<
  ProcessRow,
  "id" | "state" | "step" | "wakeAt" | "startedAt" | "updatedAt" | "finishedAt"
> & {
  /** Steps that were done, with the time of the first time each. */
  done: { step: string; at: Date }[];
};

/** As `findProcess`, for its owner too. Null for somebody else's. */
export async function findProgress(tx: Tx, name: string, key: string): Promise<ProcessProgress | null> {
  const { id, state, step, wakeAt, startedAt, updatedAt, finishedAt } = processes;
  const [found] = await tx
    .select({ id, state, step, wakeAt, startedAt, updatedAt, finishedAt })
    .from(processes)
    .where(and(eq(processes.name, name), eq(processes.key, key)))
    .orderBy(sql`${finishedAt} is not null`, desc(startedAt), desc(id))
    .limit(1);
  return found ? { ...found, done: await listDone(tx, found.id) } : null;
}

/** As `findProgress`, the unfinished ones of a customer, the newest first. */
export async function listOpenProgress(
  tx: Tx,
  name: string,
  of: UserId,
): Promise<(ProcessProgress & Pick<ProcessRow, "key">)[]> {
  const { id, key, userId, state, step, wakeAt, startedAt, updatedAt, finishedAt } = processes;
  const found = await tx
    .select({ id, key, state, step, wakeAt, startedAt, updatedAt, finishedAt })
    .from(processes)
    .where(and(eq(processes.name, name), eq(userId, of), isNull(finishedAt)))
    .orderBy(desc(startedAt), desc(id));
  return Promise.all(found.map(async (row) => ({ ...row, done: await listDone(tx, row.id) })));
}

function listDone(tx: Tx, processId: string): Promise<ProcessProgress["done"]> {
  return tx
    .select({
      step: processAttempts.step,
      at: sql<Date>`min(${processAttempts.endedAt})`.mapWith(processAttempts.endedAt),
    })
    .from(processAttempts)
    .where(
      and(
        eq(processAttempts.processId, processId),
        isNull(processAttempts.act),
        inArray(processAttempts.outcome, ["done", "already_done", "warned"]),
      ),
    )
    .groupBy(processAttempts.step);
}

/** It is due at once, or as soon as its holder lets go. Null, as below, for one that is finished or unknown. */
export async function pokeProcess(tx: SystemTx, id: string, now: Date): Promise<ProcessRow | null> {
  return changeOpen(tx, id, {
    poked: sql`${processes.lease} is not null`,
    wakeAt: sql`case when ${isIdle} then ${now.toISOString()}::timestamptz else ${processes.wakeAt} end`,
  });
}

/** Asked for while somebody holds it, it ends before their next call. */
export async function askToCancel(tx: SystemTx, id: string, now: Date): Promise<ProcessRow | null> {
  const isFree = sql`${processes.lease} is null`;
  return changeOpen(tx, id, {
    cancelAskedAt: now,
    state: sql`case when ${isFree} then 'running' else ${processes.state} end`,
    wakeAt: sql`case when ${isFree} then ${now.toISOString()}::timestamptz else ${processes.wakeAt} end`,
  });
}

/** Ends it at once, whatever is unclear of it. */
export async function endCancelled(tx: SystemTx, id: string, now: Date): Promise<ProcessRow | null> {
  await wipeAttempts(tx, id);
  return changeOpen(tx, id, {
    ...ENDED,
    cancelAskedAt: now,
    updatedAt: now,
    state: "cancelled",
    finishedAt: now,
  });
}

/** Takes it from whoever works on it, before their next call at the latest, and keeps it from running. */
export async function holdProcess(tx: SystemTx, id: string, now: Date): Promise<ProcessRow | null> {
  return changeOpen(tx, id, { held: true, state: "running", lease: null, wakeAt: now, updatedAt: now });
}

/** Lets a stopped one run once more, from `step`. Null also for one that is not stopped. */
export async function restartProcess(
  tx: SystemTx,
  { id, step, now }: { id: string; step: string; now: Date },
): Promise<ProcessRow | null> {
  return changeOpen(
    tx,
    id,
    {
      state: "running",
      step,
      failures: 0,
      claims: 0,
      errorCode: null,
      detail: null,
      held: false,
      cancelAskedAt: null,
      lease: null,
      wakeAt: now,
      updatedAt: now,
      run: sql`${processes.run} + 1`,
    },
    or(eq(processes.state, "parked"), processes.held),
  );
}

/** Lets a finished one run once more from `step`, with everything that was done. Null for one that is not finished. */
export async function reopenProcess(
  tx: SystemTx,
  {
    id,
    now,
    ...sealed
  }: Pick<NewProcess, "step" | "sealed" | "secret" | "keyId" | "sealedAs"> & {
    id: string;
    now: Date;
  },
): Promise<ProcessRow | null> {
  const [changed] = await tx
    .update(processes)
    .set({
      ...sealed,
      state: "running",
      failures: 0,
      claims: 0,
      errorCode: null,
      detail: null,
      held: false,
      poked: false,
      cancelAskedAt: null,
      lease: null,
      wakeAt: now,
      updatedAt: now,
      finishedAt: null,
      run: sql`${processes.run} + 1`,
    })
    .where(and(eq(processes.id, id), isNotNull(processes.finishedAt)))
    .returning();
  return changed ?? null;
}

/** Null when it is finished, at none of the steps `at`, or held, unless `take`: then it goes on when that lease would have been over. */
export async function amendProcess(
  tx: SystemTx,
  id: string,
  {
    change,
    at,
    take,
    now,
  }: { change: ProcessChange; at: readonly string[] | undefined; take: boolean; now: Date },
): Promise<ProcessRow | null> {
  const isFree = or(isNull(processes.lease), lte(processes.wakeAt, now));
  return changeOpen(
    tx,
    id,
    {
      ...change,
      state: "running",
      failures: 0,
      claims: 0,
      errorCode: null,
      detail: null,
      lease: null,
      updatedAt: now,
      wakeAt: sql`case when ${isFree} then ${now.toISOString()}::timestamptz else ${processes.wakeAt} end`,
    },
    and(at && inArray(processes.step, [...at]), take ? undefined : isFree),
  );
}

/** What an end leaves of a row. */
export const ENDED = {
  sealed: null,
  secret: null,
  sealedAs: null,
  keyId: null,
  lease: null,
  wakeAt: null,
  errorCode: null,
  detail: null,
  failures: 0,
  claims: 0,
} as const satisfies ProcessChange;

const isIdle = sql`(${processes.lease} is null and ${processes.state} in ('waiting', 'running'))`;

type RowUpdate = { [Column in keyof NewProcess]?: NewProcess[Column] | SQL };

async function changeOpen(
  tx: SystemTx,
  id: string,
  change: RowUpdate,
  where?: SQL,
): Promise<ProcessRow | null> {
  const [changed] = await tx
    .update(processes)
    .set(change)
    .where(and(eq(processes.id, id), isNull(processes.finishedAt), where))
    .returning();
  return changed ?? null;
}

export type ProcessFilter = { name?: string | undefined; state?: ProcessState | undefined; limit: number };

/** Unfinished ones, or those of one state, the newest first. */
export async function listProcesses(
  tx: SystemTx,
  { name, state, limit }: ProcessFilter,
): Promise<ProcessRow[]> {
  return tx
    .select()
    .from(processes)
    .where(
      and(
        name === undefined ? undefined : eq(processes.name, name),
        state === undefined ? isNull(processes.finishedAt) : eq(processes.state, state),
      ),
    )
    .orderBy(desc(processes.updatedAt))
    .limit(limit);
}

/** Ids of those that were started before then and have not ended. */
export async function listLate(tx: SystemTx, name: string, before: Date): Promise<string[]> {
  const rows = await tx
    .select({ id: processes.id })
    .from(processes)
    .where(and(eq(processes.name, name), isNull(processes.finishedAt), lt(processes.startedAt, before)));
  return rows.map(({ id }) => id);
}

export async function countLate(tx: SystemTx, name: string, before: Date): Promise<number> {
  return (await listLate(tx, name, before)).length;
}

/** Returns how many of a name had ended by then and are deleted, with all that was tried. */
export async function pruneProcesses(tx: SystemTx, name: string, endedBy: Date): Promise<number> {
  const deleted = await tx
    .delete(processes)
    .where(and(eq(processes.name, name), lte(processes.finishedAt, endedBy)))
    .returning({ id: processes.id });
  return deleted.length;
}

const hasSeal = or(isNotNull(processes.sealed), isNotNull(processes.secret));

/** Rows that hold something sealed with another key, or for another place. */
export async function listSealedOtherwise(tx: SystemTx, keyId: string, limit: number): Promise<ProcessRow[]> {
  const other = or(sql`${processes.keyId} is distinct from ${keyId}`, isNotNull(processes.sealedAs));
  return tx.select().from(processes).where(and(hasSeal, other)).limit(limit);
}

/** False when one of the two values was written anew meanwhile. */
export async function resealProcess(
  tx: SystemTx,
  { id, sealed, secret }: Pick<ProcessRow, "id" | "sealed" | "secret">,
  anew: Pick<ProcessRow, "sealed" | "secret" | "keyId">,
): Promise<boolean> {
  const changed = await tx
    .update(processes)
    .set({ ...anew, sealedAs: null })
    .where(
      and(
        eq(processes.id, id),
        sql`${processes.sealed} is not distinct from ${sealed}`,
        sql`${processes.secret} is not distinct from ${secret}`,
      ),
    )
    .returning({ id: processes.id });
  return changed.length > 0;
}

/** Attempts that hold something sealed with another key: its id stands in front of what is sealed. */
export async function listAttemptsSealedOtherwise(
  tx: SystemTx,
  keyId: string,
  limit: number,
): Promise<AttemptRow[]> {
  return tx
    .select()
    .from(processAttempts)
    .where(sql`split_part(${processAttempts.secret}, '.', 1) <> ${keyId}`)
    .limit(limit);
}

export async function resealAttempt(
  tx: SystemTx,
  { id, secret, anew }: { id: number; secret: string; anew: string },
): Promise<void> {
  await tx
    .update(processAttempts)
    .set({ secret: anew })
    .where(and(eq(processAttempts.id, id), eq(processAttempts.secret, secret)));
}

export type ProcessFigures = {
  /** By `name state`; `parked`: by `name code`. */
  unfinished: Record<string, number>;
  parked: Record<string, number>;
  /** Seconds that the one which is due for longest has been so; 0: none is. */
  oldestDueSeconds: number;
  /** By name: acts of unfinished processes that have no answer. */
  unanswered: Record<string, number>;
};

export async function readFigures(tx: SystemTx, now: Date): Promise<ProcessFigures> {
  const { name, state, errorCode, wakeAt, finishedAt, id } = processes;
  const open = await tx
    .select({ name, state, n: count() })
    .from(processes)
    .where(isNull(finishedAt))
    .groupBy(name, state);
  const parked = await tx
    .select({ name, errorCode, n: count() })
    .from(processes)
    .where(and(isNull(finishedAt), eq(state, "parked")))
    .groupBy(name, errorCode);
  const [due] = await tx
    .select({ wakeAt })
    .from(processes)
    .where(lte(wakeAt, now))
    .orderBy(asc(wakeAt))
    .limit(1);
  const unanswered = await tx
    .select({ name, n: count() })
    .from(processAttempts)
    .innerJoin(processes, eq(id, processAttempts.processId))
    .where(
      and(
        isNull(finishedAt),
        isNotNull(processAttempts.act),
        or(isNull(processAttempts.outcome), eq(processAttempts.outcome, "unknown")),
      ),
    )
    .groupBy(name);
  return {
    unfinished: Object.fromEntries(open.map((row) => [`${row.name} ${row.state}`, row.n])),
    parked: Object.fromEntries(parked.map((row) => [`${row.name} ${row.errorCode ?? "-"}`, row.n])),
    oldestDueSeconds: due?.wakeAt ? (now.getTime() - due.wakeAt.getTime()) / 1000 : 0,
    unanswered: Object.fromEntries(unanswered.map((row) => [row.name, row.n])),
  };
}

function heldBy({ id, token }: Lease) {
  return and(eq(processes.id, id), eq(processes.lease, token));
}
