import { and, asc, eq, isNotNull, isNull, lte, notExists, notLike, or, sql } from "drizzle-orm";
import type { ConfirmedLine } from "#domain/orders/placement.ts";
import type { UserId } from "#domain/shared/ids.ts";
import type { OrderId } from "#domain/shared/salesforce-ids.ts";
import type { CustomerTx, SystemTx, Tx } from "../row-security.server.ts";
import { orderPlacements } from "../schema/orders.server.ts";
import { processes } from "../schema/processes.server.ts";

export type OrderPlacement = typeof orderPlacements.$inferSelect;
export type NewPlacement = Omit<
  OrderPlacement,
  | "processId"
  | "step"
  | "opportunityId"
  | "orderId"
  | "orderNumber"
  | "cancellableUntil"
  | "createdAt"
  | "claimedUntil"
  | "finishedAt"
>;
/** What its owner may know of one. Without an order and not under way: Salesforce did not take it. */
export type PlacementState = Pick<OrderPlacement, "id" | "kind" | "orderId" | "orderNumber"> & {
  isUnderWay: boolean;
};

/** An older release takes whatever nobody has leased; a driver gives no date for infinity. */
const LEASED_FOR_EVER_MS = 10 * 365 * 24 * 60 * 60_000;
const leasedForEver = (now: Date) => new Date(now.getTime() + LEASED_FOR_EVER_MS);

/**
 * Writes the record of an order that is about to be placed, for a process to be started in the same transaction (`linkProcess`). A
 * cart that was sent before and not taken is written anew, under the keys it had. Null: the cart is placed or on its way, or another
 * order of the account and kind is.
 */
export async function openPlacement(
  tx: SystemTx,
  { now, ...row }: NewPlacement & { now: Date },
): Promise<OrderPlacement | null> {
  await closeAbandoned(tx, { ...row, now });
  const open = { step: "contact", claimedUntil: leasedForEver(now), finishedAt: null } as const;
  const [made] = await tx
    .insert(orderPlacements)
    .values({ ...row, ...open, createdAt: now })
    .onConflictDoNothing()
    .returning();
  if (made) return made;
  const [other] = await tx.select({ id: orderPlacements.id }).from(orderPlacements).where(isOpen(row));
  if (other) return null;
  const { language, isCorporate, lines, monthlyMinor, onetimeMinor } = row;
  const { explanationSha256, confirmationSha256, details } = row;
  const [again] = await tx
    .update(orderPlacements)
    .set({
      language,
      isCorporate,
      lines,
      monthlyMinor,
      onetimeMinor,
      explanationSha256,
      confirmationSha256,
      details,
      processId: null,
      ...open,
    })
    .where(
      and(
        // Its details are sealed for this row alone.
        eq(orderPlacements.id, row.id),
        eq(orderPlacements.checkoutId, row.checkoutId),
        eq(orderPlacements.userId, row.userId),
        isNotNull(orderPlacements.finishedAt),
        isNull(orderPlacements.orderId),
      ),
    )
    .returning();
  return again ?? null;
}

/** What a person has ordered here, or is ordering; not what Salesforce did not take. */
export async function listSentPlacements(
  tx: Tx,
  userId: UserId,
): Promise<Pick<OrderPlacement, "id" | "kind">[]> {
  const { id, kind, orderId, finishedAt } = orderPlacements;
  return tx
    .select({ id, kind })
    .from(orderPlacements)
    .where(and(eq(orderPlacements.userId, userId), or(isNotNull(orderId), isNull(finishedAt))));
}

/** Says which process carries it out. No release without processes touches it from then on. */
export async function linkProcess(
  tx: SystemTx,
  { id, processId, now }: { id: string; processId: string; now: Date },
): Promise<void> {
  await tx
    .update(orderPlacements)
    .set({ processId, claimedUntil: leasedForEver(now) })
    .where(eq(orderPlacements.id, id));
}

/** Null for one that does not exist. */
export async function findPlacement(tx: SystemTx, id: string): Promise<OrderPlacement | null> {
  const [found] = await tx.select().from(orderPlacements).where(eq(orderPlacements.id, id));
  return found ?? null;
}

/** What Salesforce has of it by now. */
export async function recordPlaced(
  tx: SystemTx,
  id: string,
  facts: Partial<Pick<OrderPlacement, "opportunityId" | "orderId" | "orderNumber">>,
): Promise<void> {
  await tx.update(orderPlacements).set(facts).where(eq(orderPlacements.id, id));
}

/** Nothing is left to do for it. Without an order, Salesforce has nothing of it, and the cart may be sent again. */
export async function endPlacement(tx: SystemTx, id: string, now: Date): Promise<void> {
  const { orderId, step } = orderPlacements;
  await tx
    .update(orderPlacements)
    .set({
      finishedAt: now,
      claimedUntil: null,
      step: sql`case when ${orderId} is null then ${step} else 'done' end`,
    })
    .where(eq(orderPlacements.id, id));
}

/** What has become of a cart; null: it was not sent. */
export async function findPlacementOfCheckout(
  tx: CustomerTx,
  { userId, checkoutId }: { userId: UserId; checkoutId: string },
): Promise<PlacementState | null> {
  const { id, kind, orderId, orderNumber, finishedAt, processId } = orderPlacements;
  const isCarriedOut = or(isNull(processId), and(isNotNull(processes.id), isNull(processes.finishedAt)));
  const [found] = await tx
    .select({
      id,
      kind,
      orderId,
      orderNumber,
      isUnderWay: sql<boolean>`${and(isNull(finishedAt), isCarriedOut)}`,
    })
    .from(orderPlacements)
    .leftJoin(processes, eq(processes.id, processId))
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

/** Unfinished ones of an older release that no process has yet and nobody has leased, the oldest first. */
export async function listUnadoptedPlacements(tx: SystemTx, now: Date): Promise<string[]> {
  const rows = await tx
    .select({ id: orderPlacements.id })
    .from(orderPlacements)
    .where(isUnadopted(now))
    .orderBy(asc(orderPlacements.createdAt));
  return rows.map(({ id }) => id);
}

/** Locks one of them until the transaction ends; null when somebody else has it by now. */
export async function holdUnadoptedPlacement(
  tx: SystemTx,
  id: string,
  now: Date,
): Promise<OrderPlacement | null> {
  const [found] = await tx
    .select()
    .from(orderPlacements)
    .where(and(eq(orderPlacements.id, id), isUnadopted(now)))
    .for("update", { skipLocked: true });
  return found ?? null;
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

/** A process that an operator has ended leaves its record open, which would keep the place of its kind. */
async function closeAbandoned(
  tx: SystemTx,
  { now, ...place }: Pick<OrderPlacement, "accountId" | "kind"> & { now: Date },
): Promise<void> {
  const unfinished = tx
    .select({ id: processes.id })
    .from(processes)
    .where(and(eq(processes.id, orderPlacements.processId), isNull(processes.finishedAt)));
  await tx
    .update(orderPlacements)
    .set({ finishedAt: now, claimedUntil: null })
    .where(and(isOpen(place), isNotNull(orderPlacements.processId), notExists(unfinished)));
}

function isOpen({ accountId, kind }: Pick<OrderPlacement, "accountId" | "kind">) {
  return and(
    eq(orderPlacements.accountId, accountId),
    eq(orderPlacements.kind, kind),
    isNull(orderPlacements.finishedAt),
  );
}

function isUnadopted(now: Date) {
  const { claimedUntil, finishedAt, processId } = orderPlacements;
  return and(isNull(finishedAt), isNull(processId), or(isNull(claimedUntil), lte(claimedUntil, now)));
}
