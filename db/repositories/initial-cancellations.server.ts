import { and, asc, eq, isNull } from "drizzle-orm";
import type { UserId } from "#domain/shared/ids.ts";
import type { OrderId } from "#domain/shared/salesforce-ids.ts";
import type { SystemTx, Tx } from "../row-security.server.ts";
import { initialCancellations, orderPlacements } from "../schema/orders.server.ts";

export type InitialCancellation = typeof initialCancellations.$inferSelect;
export type CancellableOrder = NonNullable<Awaited<ReturnType<typeof findCancellableOrder>>>;

/** What the portal knows of an order that may be cancelled; null for one that was not placed here, and for somebody else's. */
export async function findCancellableOrder(
  tx: Tx,
  { userId, orderId }: { userId: UserId; orderId: OrderId },
) {
  const { accountId, orderNumber, kind, createdAt, lines, isCorporate, cancellableUntil } = orderPlacements;
  const [found] = await tx
    .select({
      accountId,
      orderNumber,
      kind,
      orderedAt: createdAt,
      lines,
      isCorporate,
      cancellableUntil,
      sentAt: initialCancellations.sentAt,
    })
    .from(orderPlacements)
    .leftJoin(initialCancellations, eq(initialCancellations.orderId, orderPlacements.orderId))
    .where(and(eq(orderPlacements.userId, userId), eq(orderPlacements.orderId, orderId)));
  return found ?? null;
}

/**
 * For a process to be started in the same transaction. False when the order is cancelled already: the first one counts.
 */
export async function insertInitialCancellation(
  tx: SystemTx,
  cancellation: Omit<InitialCancellation, "step" | "caseId" | "opportunityId" | "finishedAt">,
): Promise<boolean> {
  const inserted = await tx
    .insert(initialCancellations)
    .values({ ...cancellation, step: "done", finishedAt: cancellation.sentAt })
    .onConflictDoNothing()
    .returning({ id: initialCancellations.id });
  return inserted.length > 0;
}

export async function findInitialCancellation(tx: SystemTx, id: string): Promise<InitialCancellation | null> {
  const [found] = await tx.select().from(initialCancellations).where(eq(initialCancellations.id, id));
  return found ?? null;
}

export async function isCancelled(tx: SystemTx, orderId: OrderId): Promise<boolean> {
  const found = await tx
    .select({ id: initialCancellations.id })
    .from(initialCancellations)
    .where(eq(initialCancellations.orderId, orderId));
  return found.length > 0;
}

export async function listCancelledOrders(tx: Tx, userId: UserId): Promise<OrderId[]> {
  const found = await tx
    .select({ orderId: initialCancellations.orderId })
    .from(initialCancellations)
    .where(eq(initialCancellations.userId, userId));
  return found.map(({ orderId }) => orderId);
}

/** The case by which staff was told, and the opportunity that it names. */
export async function recordTold(
  tx: SystemTx,
  id: string,
  told: Pick<InitialCancellation, "caseId" | "opportunityId">,
): Promise<void> {
  await tx.update(initialCancellations).set(told).where(eq(initialCancellations.id, id));
}

/** Those of an older release that no process has yet, the oldest first. */
export async function listUnadoptedCancellations(tx: SystemTx): Promise<string[]> {
  const { id, sentAt, finishedAt } = initialCancellations;
  const rows = await tx
    .select({ id })
    .from(initialCancellations)
    .where(isNull(finishedAt))
    .orderBy(asc(sentAt));
  return rows.map((row) => row.id);
}

/** Locks one of them until the transaction ends; null when somebody else has it by now. */
export async function holdUnadoptedCancellation(
  tx: SystemTx,
  id: string,
): Promise<InitialCancellation | null> {
  const [found] = await tx
    .select()
    .from(initialCancellations)
    .where(and(eq(initialCancellations.id, id), isNull(initialCancellations.finishedAt)))
    .for("update", { skipLocked: true });
  return found ?? null;
}

/** A process has it: an older release finds nothing left to be done. */
export async function handCancellationOver(tx: SystemTx, id: string, now: Date): Promise<void> {
  await tx
    .update(initialCancellations)
    .set({ step: "done", finishedAt: now })
    .where(eq(initialCancellations.id, id));
}
