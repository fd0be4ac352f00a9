import { and, asc, eq, isNull, lte } from "drizzle-orm";
import type { CancellationStep } from "#domain/orders/cancellation-steps.ts";
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
      ...{ accountId, orderNumber, kind, orderedAt: createdAt, lines, isCorporate, cancellableUntil },
      sentAt: initialCancellations.sentAt,
    })
    .from(orderPlacements)
    .leftJoin(initialCancellations, eq(initialCancellations.orderId, orderPlacements.orderId))
    .where(and(eq(orderPlacements.userId, userId), eq(orderPlacements.orderId, orderId)));
  return found ?? null;
}

/** False when the order is cancelled already: the first one counts. */
export async function insertInitialCancellation(
  tx: SystemTx,
  cancellation: Omit<InitialCancellation, "step" | "caseId" | "opportunityId" | "finishedAt">,
): Promise<boolean> {
  const inserted = await tx
    .insert(initialCancellations)
    .values({ ...cancellation, step: "case" })
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

/** Writes down what a step has done, and the next one. Nothing when somebody else has done so before. */
export async function finishCancellationStep(
  tx: SystemTx,
  finish: {
    id: string;
    step: CancellationStep;
    next: CancellationStep;
    facts?: Partial<Pick<InitialCancellation, "caseId" | "opportunityId">>;
    now: Date;
  },
): Promise<void> {
  const { id, step, next, facts, now } = finish;
  await tx
    .update(initialCancellations)
    .set({ ...facts, step: next, finishedAt: next === "done" ? now : null })
    .where(and(eq(initialCancellations.id, id), eq(initialCancellations.step, step)));
}

/** Unfinished ones that were sent by then, the oldest first. */
export async function listUnfinishedCancellations(
  tx: SystemTx,
  sentBy: Date,
): Promise<Pick<InitialCancellation, "id" | "sentAt">[]> {
  const { id, sentAt } = initialCancellations;
  return tx
    .select({ id, sentAt })
    .from(initialCancellations)
    .where(and(isNull(initialCancellations.finishedAt), lte(sentAt, sentBy)))
    .orderBy(asc(sentAt));
}
