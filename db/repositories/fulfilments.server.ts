import { and, asc, count, eq, isNull, lte, or } from "drizzle-orm";
import { FIRST_STEP, FULFILMENT_STATES } from "#domain/orders/fulfilment.ts";
import { keptSince } from "#domain/shared/retention.ts";
import type { OrderId } from "#domain/shared/salesforce-ids.ts";
import type { SystemTx } from "../row-security.server.ts";
import { fulfilments, fulfilmentSteps } from "../schema/fulfilments.server.ts";
import { processes } from "../schema/processes.server.ts";

/*
 * The journal of the release before, which its runs are taken over from. Its lease is the lock of an order while instances of that
 * release live: a row that is taken over is held for ten years, so that they find it busy.
 */

export type OldFulfilment = typeof fulfilments.$inferSelect;
export type OldAttempt = typeof fulfilmentSteps.$inferSelect;

const TAKEN_MS = 10 * 365 * 24 * 60 * 60_000;
/** Nobody's. */
const TAKEN_TOKEN = "00000000-0000-4000-8000-000000000000";

/** Keeps instances of the release before from an order. `there`: it has a row of theirs, which is to be taken over first. */
export async function reserveOrder(
  tx: SystemTx,
  { orderId, now }: { orderId: OrderId; now: Date },
): Promise<"reserved" | "there"> {
  await tx
    .insert(fulfilments)
    .values({
      orderId,
      step: FIRST_STEP,
      state: "done",
      startedAt: now,
      updatedAt: now,
      finishedAt: now,
      ...takenAt(now),
    })
    .onConflictDoNothing();
  const [row] = await tx
    .select({ adoptedAt: fulfilments.adoptedAt })
    .from(fulfilments)
    .where(eq(fulfilments.orderId, orderId));
  return row && row.adoptedAt === null ? "there" : "reserved";
}

/** Locks rows that nobody holds and that were not taken over; `orderId`: that one alone. */
export async function takeToAdopt(
  tx: SystemTx,
  { now, limit, orderId }: { now: Date; limit: number; orderId?: OrderId },
): Promise<OldFulfilment[]> {
  return tx
    .select()
    .from(fulfilments)
    .where(
      and(
        isNull(fulfilments.adoptedAt),
        or(isNull(fulfilments.leasedUntil), lte(fulfilments.leasedUntil, now)),
        orderId === undefined ? undefined : eq(fulfilments.orderId, orderId),
      ),
    )
    .orderBy(asc(fulfilments.orderId))
    .limit(limit)
    .for("update", { skipLocked: true });
}

/** The oldest first. */
export async function listAttemptsToAdopt(tx: SystemTx, orderId: OrderId): Promise<OldAttempt[]> {
  return tx
    .select()
    .from(fulfilmentSteps)
    .where(eq(fulfilmentSteps.orderId, orderId))
    .orderBy(asc(fulfilmentSteps.id));
}

export async function markAdopted(
  tx: SystemTx,
  { orderId, now }: { orderId: OrderId; now: Date },
): Promise<void> {
  await tx.update(fulfilments).set(takenAt(now)).where(eq(fulfilments.orderId, orderId));
}

function takenAt(now: Date) {
  return { leaseToken: TAKEN_TOKEN, leasedUntil: new Date(now.getTime() + TAKEN_MS), adoptedAt: now };
}

/** How many orders are in each state but `done`. */
export async function countUnfinished(tx: SystemTx): Promise<Record<string, number>> {
  const rows = await tx
    .select({ state: processes.state, n: count() })
    .from(processes)
    .where(and(eq(processes.name, "fulfil-order"), isNull(processes.finishedAt)))
    .groupBy(processes.state);
  const counts = new Map<string, number>(rows.map(({ state, n }) => [state, n]));
  return Object.fromEntries(
    FULFILMENT_STATES.filter((state) => state !== "done").map((state) => [state, counts.get(state) ?? 0]),
  );
}

/** Returns how many finished ones have had their time, with all that was tried. */
export async function pruneFulfilments(tx: SystemTx, now: Date): Promise<number> {
  const deleted = await tx
    .delete(fulfilments)
    .where(lte(fulfilments.finishedAt, keptSince("fulfilments", now)))
    .returning({ orderId: fulfilments.orderId });
  return deleted.length;
}
