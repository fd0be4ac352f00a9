import { and, asc, eq, isNotNull, isNull, lte, notLike, or } from "drizzle-orm";
import type { ConfirmedLine, PlacementStep } from "#domain/orders/placement.ts";
import { canFollow } from "#domain/orders/placement.ts";
import type { UserId } from "#domain/shared/ids.ts";
import type { AccountId, OrderId } from "#domain/shared/salesforce-ids.ts";
import type { CustomerTx, SystemTx } from "../row-security.server.ts";
import { orderPlacements } from "../schema/orders.server.ts";

export type OrderPlacement = typeof orderPlacements.$inferSelect;
export type NewPlacement = Omit<
  OrderPlacement,
  | "opportunityId"
  | "orderId"
  | "orderNumber"
  | "cancellableUntil"
  | "createdAt"
  | "claimedUntil"
  | "finishedAt"
>;
/** What its owner may know of one. */
export type PlacementState = Pick<
  OrderPlacement,
  "id" | "kind" | "step" | "orderId" | "orderNumber" | "finishedAt"
>;

/**
 * Writes down what is about to be placed, before the first call, and reserves it for the caller until `now + leaseMs`. A cart that was
 * sent before and not taken is sent anew, under the keys it had. Null: the cart is placed or on its way, or another order of the
 * account and kind is. Call it in a transaction of its own.
 */
export async function openPlacement(
  tx: SystemTx,
  { now, leaseMs, ...row }: NewPlacement & { now: Date; leaseMs: number },
): Promise<OrderPlacement | null> {
  const claimedUntil = new Date(now.getTime() + leaseMs);
  const [made] = await tx
    .insert(orderPlacements)
    .values({ ...row, createdAt: now, claimedUntil })
    .onConflictDoNothing()
    .returning();
  if (made) return made;
  const refused = and(
    // Its details are sealed for this row alone.
    eq(orderPlacements.id, row.id),
    eq(orderPlacements.checkoutId, row.checkoutId),
    eq(orderPlacements.userId, row.userId),
    isNotNull(orderPlacements.finishedAt),
    isNull(orderPlacements.orderId),
  );
  const [other] = await tx
    .select({ id: orderPlacements.id })
    .from(orderPlacements)
    .where(isOpen(row.accountId, row.kind));
  if (other) return null;
  const { language, isCorporate, lines, monthlyMinor, onetimeMinor } = row;
  const { explanationSha256, confirmationSha256 } = row;
  const [again] = await tx
    .update(orderPlacements)
    .set({
      ...{ language, isCorporate, lines, monthlyMinor, onetimeMinor, explanationSha256, confirmationSha256 },
      ...{ details: row.details, finishedAt: null, claimedUntil },
    })
    .where(refused)
    .returning();
  return again ?? null;
}

export type PlacementClaim =
  | { state: "claimed"; placement: OrderPlacement }
  | { state: "busy" }
  /** Finished; without an order the customer system did not take it. */
  | { state: "over"; orderId: OrderId | null };

/** Takes an unfinished one until `until`. Throws a RangeError for one that does not exist. */
export async function claimPlacement(
  tx: SystemTx,
  { id, now, until }: { id: string; now: Date; until: Date },
): Promise<PlacementClaim> {
  const [placement] = await tx
    .update(orderPlacements)
    .set({ claimedUntil: until })
    .where(and(eq(orderPlacements.id, id), isNull(orderPlacements.finishedAt), isUnclaimed(now)))
    .returning();
  if (placement) return { state: "claimed", placement };
  const [other] = await tx
    .select({ finishedAt: orderPlacements.finishedAt, orderId: orderPlacements.orderId })
    .from(orderPlacements)
    .where(eq(orderPlacements.id, id));
  if (!other) throw new RangeError(`no placement ${id}`);
  return other.finishedAt === null ? { state: "busy" } : { state: "over", orderId: other.orderId };
}

/** Gives a claimed one back, to be tried again. */
export async function releasePlacement(tx: SystemTx, id: string): Promise<void> {
  await tx.update(orderPlacements).set({ claimedUntil: null }).where(eq(orderPlacements.id, id));
}

/**
 * Writes down what a step has done, and the next one; with the last it is finished. Throws a RangeError for a step that cannot
 * follow. Null when somebody else has done so before.
 */
export async function finishPlacementStep(
  tx: SystemTx,
  finish: {
    id: string;
    step: PlacementStep;
    next: PlacementStep;
    facts?: Partial<Pick<OrderPlacement, "opportunityId" | "orderId" | "orderNumber">>;
    now: Date;
  },
): Promise<OrderPlacement | null> {
  const { id, step, next, facts, now } = finish;
  if (!canFollow(step, next)) throw new RangeError(`no order goes from ${step} to ${next}`);
  const over = next === "done" ? { finishedAt: now, claimedUntil: null } : {};
  const [moved] = await tx
    .update(orderPlacements)
    .set({ ...facts, ...over, step: next })
    .where(and(eq(orderPlacements.id, id), eq(orderPlacements.step, step)))
    .returning();
  return moved ?? null;
}

/** The customer system did not take it: nothing of it is there, and the cart may be sent again. */
export async function refusePlacement(tx: SystemTx, id: string, now: Date): Promise<void> {
  await tx
    .update(orderPlacements)
    .set({ finishedAt: now, claimedUntil: null })
    .where(and(eq(orderPlacements.id, id), isNull(orderPlacements.orderId)));
}

/** The one that is on its way for an account and a kind. */
export async function findOpenPlacement(
  tx: SystemTx,
  { accountId, kind }: Pick<OrderPlacement, "accountId" | "kind">,
): Promise<OrderPlacement | null> {
  const [found] = await tx.select().from(orderPlacements).where(isOpen(accountId, kind));
  return found ?? null;
}

/** What has become of a cart; null: it was not sent. */
export async function findPlacementOfCheckout(
  tx: CustomerTx,
  { userId, checkoutId }: { userId: UserId; checkoutId: string },
): Promise<PlacementState | null> {
  const { id, kind, step, orderId, orderNumber, finishedAt } = orderPlacements;
  const [found] = await tx
    .select({ id, kind, step, orderId, orderNumber, finishedAt })
    .from(orderPlacements)
    .where(and(eq(orderPlacements.userId, userId), eq(orderPlacements.checkoutId, checkoutId)));
  return found ?? null;
}

/** The one that an order was placed with, held until the transaction ends; null for an order that was not placed here. */
export async function holdPlacementOfOrder(tx: SystemTx, orderId: OrderId): Promise<OrderPlacement | null> {
  const [found] = await tx
    .select()
    .from(orderPlacements)
    .where(eq(orderPlacements.orderId, orderId))
    .for("update");
  return found ?? null;
}

/** Lets the customer cancel an order until then, however early the law ends it. */
export async function setCancellableUntil(tx: SystemTx, id: string, until: Date): Promise<void> {
  await tx.update(orderPlacements).set({ cancellableUntil: until }).where(eq(orderPlacements.id, id));
}

/** What the customer confirmed; null for an order that was not placed here. */
export async function findConfirmedLines(tx: SystemTx, orderId: OrderId): Promise<ConfirmedLine[] | null> {
  const [found] = await tx
    .select({ lines: orderPlacements.lines })
    .from(orderPlacements)
    .where(eq(orderPlacements.orderId, orderId));
  return found?.lines ?? null;
}

/** Unfinished ones that nobody is at, the oldest first. */
export async function listUnfinishedPlacements(
  tx: SystemTx,
  { now, limit }: { now: Date; limit: number },
): Promise<Pick<OrderPlacement, "id" | "step" | "createdAt">[]> {
  const { id, step, createdAt } = orderPlacements;
  return tx
    .select({ id, step, createdAt })
    .from(orderPlacements)
    .where(and(isNull(orderPlacements.finishedAt), isUnclaimed(now)))
    .orderBy(asc(createdAt))
    .limit(limit);
}

/** Those whose details another key than this one has sealed. */
export async function listPlacementsUnderOtherKeys(
  tx: SystemTx,
  keyId: string,
): Promise<Pick<OrderPlacement, "id" | "userId" | "details">[]> {
  const { id, userId, details } = orderPlacements;
  // A sealed text begins with the id of its key; ids hold no sign that means something in a pattern but `_`.
  return tx
    .select({ id, userId, details })
    .from(orderPlacements)
    .where(notLike(details, `${keyId.replaceAll("_", "\\_")}.%`));
}

export async function resealPlacement(tx: SystemTx, id: string, details: string): Promise<void> {
  await tx.update(orderPlacements).set({ details }).where(eq(orderPlacements.id, id));
}

function isOpen(accountId: AccountId, kind: OrderPlacement["kind"]) {
  return and(
    eq(orderPlacements.accountId, accountId),
    eq(orderPlacements.kind, kind),
    isNull(orderPlacements.finishedAt),
  );
}

function isUnclaimed(now: Date) {
  return or(isNull(orderPlacements.claimedUntil), lte(orderPlacements.claimedUntil, now));
}
