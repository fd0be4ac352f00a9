import { and, asc, count, desc, eq, inArray, isNull, lt, lte, ne, or, sql } from "drizzle-orm";
import {
  FIRST_STEP,
  FULFILMENT_STATES,
  type FulfilmentState,
  type FulfilmentStep,
} from "#domain/orders/fulfilment.ts";
import type { FulfilmentError } from "#domain/orders/schema.ts";
import { keptSince } from "#domain/shared/retention.ts";
import type { OrderId } from "#domain/shared/salesforce-ids.ts";
import type { SystemTx, Tx } from "../row-security.server.ts";
import {
  fulfilments,
  fulfilmentSteps,
  type StepOutcome,
  type StepRefs,
} from "../schema/fulfilments.server.ts";

export type Fulfilment = typeof fulfilments.$inferSelect;
export type FulfilmentAttempt = typeof fulfilmentSteps.$inferSelect;

/** Who works on an order, as claimed. */
export type Lease = { orderId: OrderId; token: string };
/** What is learnt on the way. */
export type FulfilmentFacts = Partial<
  Pick<
    Fulfilment,
    "userId" | "accountId" | "kind" | "sealedNumber" | "billingOrderId" | "waitingSince" | "scheduledFor"
  >
>;

export type FulfilmentClaim =
  /** `known`: as it was before this claim; null for an order that is new here. */
  | { state: "claimed"; fulfilment: Fulfilment; known: FulfilmentState | null }
  | { state: "busy"; until: Date };

/**
 * Reserves an order for the caller until `until`; its row is made when there is none. One whose holder has died is free when its
 * time is over. Call it in a transaction of its own, so that others see it.
 */
export async function claimFulfilment(
  tx: SystemTx,
  { orderId, token, until, now }: Lease & { until: Date; now: Date },
): Promise<FulfilmentClaim> {
  const [made] = await tx
    .insert(fulfilments)
    .values({
      ...{ orderId, step: FIRST_STEP, state: "running" },
      ...{ leaseToken: token, leasedUntil: until, startedAt: now, updatedAt: now },
    })
    .onConflictDoNothing()
    .returning();
  if (made) return { state: "claimed", fulfilment: made, known: null };
  const [claimed] = await tx
    .update(fulfilments)
    .set({ leaseToken: token, leasedUntil: until })
    .where(
      and(
        eq(fulfilments.orderId, orderId),
        or(isNull(fulfilments.leasedUntil), lte(fulfilments.leasedUntil, now)),
      ),
    )
    .returning();
  if (claimed) return { state: "claimed", fulfilment: claimed, known: claimed.state };
  const other = await findFulfilment(tx, orderId);
  return { state: "busy", until: other?.leasedUntil ?? now };
}

export async function findFulfilment(tx: Tx, orderId: OrderId): Promise<Fulfilment | null> {
  const [found] = await tx.select().from(fulfilments).where(eq(fulfilments.orderId, orderId));
  return found ?? null;
}

/**
 * Writes down that a step begins, or an act of it that must not be made twice, and renews the lease. Returns the id of what was
 * written; null when somebody else holds the order by now: then nothing may be done.
 */
export async function beginAttempt(
  tx: SystemTx,
  {
    orderId,
    token,
    step,
    act,
    until,
    now,
  }: Lease & {
    step: FulfilmentStep;
    act: string | null;
    until: Date;
    now: Date;
  },
): Promise<number | null> {
  const [held] = await tx
    .update(fulfilments)
    .set({ leasedUntil: until, state: "running", updatedAt: now })
    .where(heldBy({ orderId, token }))
    .returning();
  if (!held) return null;
  const [written] = await tx
    .insert(fulfilmentSteps)
    .values({
      ...{ orderId, userId: held.userId, run: held.run, step, act },
      ...{ attempt: held.failures + 1, begunAt: now },
    })
    .returning({ id: fulfilmentSteps.id });
  return written?.id ?? null;
}

export type AttemptEnd = {
  id: number;
  outcome: StepOutcome;
  errorCode?: FulfilmentError | null;
  refs?: StepRefs;
  now: Date;
};

export async function endAttempt(
  tx: SystemTx,
  { id, outcome, errorCode, refs, now }: AttemptEnd,
): Promise<void> {
  await tx
    .update(fulfilmentSteps)
    .set({ endedAt: now, outcome, errorCode: errorCode ?? null, refs: refs ?? {} })
    .where(and(eq(fulfilmentSteps.id, id), isNull(fulfilmentSteps.endedAt)));
}

/** What was tried of one act, in all runs, the oldest first. */
export async function listAttempts(
  tx: SystemTx,
  orderId: OrderId,
  act: string,
): Promise<FulfilmentAttempt[]> {
  return tx
    .select()
    .from(fulfilmentSteps)
    .where(and(eq(fulfilmentSteps.orderId, orderId), eq(fulfilmentSteps.act, act)))
    .orderBy(asc(fulfilmentSteps.id));
}

/** Everything that was tried, the newest first. */
export async function listAllAttempts(
  tx: SystemTx,
  { orderId, limit }: { orderId: OrderId; limit: number },
): Promise<FulfilmentAttempt[]> {
  return tx
    .select()
    .from(fulfilmentSteps)
    .where(eq(fulfilmentSteps.orderId, orderId))
    .orderBy(desc(fulfilmentSteps.id))
    .limit(limit);
}

export type FulfilmentChange = FulfilmentFacts &
  Partial<Pick<Fulfilment, "step" | "state" | "failures" | "errorCode" | "detail" | "isHeld" | "finishedAt">>;

/** Changes the row of whoever holds the order. False when somebody else does by now: then the caller stops. */
export async function updateFulfilment(
  tx: SystemTx,
  { orderId, token, change, now }: Lease & { change: FulfilmentChange; now: Date },
): Promise<boolean> {
  const changed = await tx
    .update(fulfilments)
    .set({ ...change, updatedAt: now })
    .where(heldBy({ orderId, token }))
    .returning({ orderId: fulfilments.orderId });
  return changed.length > 0;
}

/** Whoever lives keeps what they hold. */
export async function renewLease(tx: SystemTx, { until, ...lease }: Lease & { until: Date }): Promise<void> {
  await tx.update(fulfilments).set({ leasedUntil: until }).where(heldBy(lease));
}

/** For an order of which nothing has to be remembered. */
export async function forgetFulfilment(tx: SystemTx, lease: Lease): Promise<void> {
  await tx.delete(fulfilments).where(heldBy(lease));
}

/** Gives the order back, whatever became of it. */
export async function releaseFulfilment(tx: SystemTx, lease: Lease): Promise<void> {
  await tx.update(fulfilments).set({ leaseToken: null, leasedUntil: null }).where(heldBy(lease));
}

/** Lets a stopped or finished order run once more, from the first step: what has a result is passed over. */
export async function restartFulfilment(
  tx: SystemTx,
  { orderId, now }: { orderId: OrderId; now: Date },
): Promise<void> {
  await tx
    .update(fulfilments)
    .set({
      ...{ step: FIRST_STEP, state: "running", failures: 0, errorCode: null, detail: null, isHeld: false },
      ...{ waitingSince: null, finishedAt: null, updatedAt: now },
      run: sql`${fulfilments.run} + 1`,
    })
    .where(eq(fulfilments.orderId, orderId));
}

/** Takes the order from whoever works on it, before the next call at the latest, and keeps it from running. */
export async function holdFulfilment(
  tx: SystemTx,
  { orderId, now }: { orderId: OrderId; now: Date },
): Promise<void> {
  await tx
    .update(fulfilments)
    .set({
      isHeld: true,
      state: "running",
      finishedAt: null,
      leaseToken: null,
      leasedUntil: null,
      updatedAt: now,
    })
    .where(eq(fulfilments.orderId, orderId));
}

/** Not done, the newest first; `state`: of one kind alone. */
export async function listFulfilments(
  tx: SystemTx,
  { state, limit }: { state: FulfilmentState | null; limit: number },
): Promise<Fulfilment[]> {
  return tx
    .select()
    .from(fulfilments)
    .where(state === null ? ne(fulfilments.state, "done") : eq(fulfilments.state, state))
    .orderBy(desc(fulfilments.updatedAt))
    .limit(limit);
}

/** Whose day has come, and those under way that are untouched since then: their jobs are gone. Null: only the first. */
export async function listOverdue(
  tx: SystemTx,
  { untouchedSince, now, limit }: { untouchedSince: Date | null; now: Date; limit: number },
): Promise<OrderId[]> {
  const { orderId, state, scheduledFor, updatedAt } = fulfilments;
  const rows = await tx
    .select({ orderId })
    .from(fulfilments)
    .where(
      and(
        inArray(state, ["running", "waiting"]),
        or(
          lte(scheduledFor, now),
          untouchedSince === null ? undefined : and(isNull(scheduledFor), lt(updatedAt, untouchedSince)),
        ),
      ),
    )
    .orderBy(asc(updatedAt))
    .limit(limit);
  return rows.map((row) => row.orderId);
}

/** How many are in each state but `done`. */
export async function countUnfinished(tx: SystemTx): Promise<Record<string, number>> {
  const rows = await tx
    .select({ state: fulfilments.state, n: count() })
    .from(fulfilments)
    .where(ne(fulfilments.state, "done"))
    .groupBy(fulfilments.state);
  const counts = new Map(rows.map(({ state, n }) => [state, n]));
  return Object.fromEntries(
    FULFILMENT_STATES.filter((state) => state !== "done").map((state) => [state, counts.get(state) ?? 0]),
  );
}

/** What a customer may know of their order's way. */
export type OrderProgress = Pick<Fulfilment, "kind" | "step" | "state" | "scheduledFor"> & {
  /** Steps that were done, with the time of the first time each. */
  done: { step: FulfilmentStep; at: Date }[];
};

/** Null for an order that the portal has not begun, and for somebody else's. */
export async function findOrderProgress(tx: Tx, orderId: OrderId): Promise<OrderProgress | null> {
  const { kind, step, state, scheduledFor } = fulfilments;
  const [found] = await tx
    .select({ kind, step, state, scheduledFor })
    .from(fulfilments)
    .where(eq(fulfilments.orderId, orderId));
  if (!found) return null;
  const rows = await tx
    .select({
      step: fulfilmentSteps.step,
      at: sql<Date>`min(${fulfilmentSteps.endedAt})`.mapWith(fulfilmentSteps.endedAt),
    })
    .from(fulfilmentSteps)
    .where(
      and(
        eq(fulfilmentSteps.orderId, orderId),
        isNull(fulfilmentSteps.act),
        inArray(fulfilmentSteps.outcome, ["done", "already_done", "warned"]),
      ),
    )
    .groupBy(fulfilmentSteps.step);
  return { ...found, done: rows };
}

/** Returns how many finished ones have had their time, with all that was tried. */
export async function pruneFulfilments(tx: SystemTx, now: Date): Promise<number> {
  const deleted = await tx
    .delete(fulfilments)
    .where(lte(fulfilments.finishedAt, keptSince("fulfilments", now)))
    .returning({ orderId: fulfilments.orderId });
  return deleted.length;
}

function heldBy({ orderId, token }: Lease) {
  return and(eq(fulfilments.orderId, orderId), eq(fulfilments.leaseToken, token));
}
