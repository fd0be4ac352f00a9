import { and, count, desc, eq, gt, isNull, lte } from "drizzle-orm";
import type { UserId } from "#domain/shared/ids.ts";
import { RETENTION } from "#domain/shared/retention.ts";
import type { SystemTx, Tx } from "../row-security.server.ts";
import { notifications } from "../schema/notifications.server.ts";

export type Notification = typeof notifications.$inferSelect;
export type NewNotification = Pick<
  Notification,
  "userId" | "type" | "title" | "message" | "actionUrl" | "actionLabel" | "source" | "sourceId"
>;

/** False when this user has had it before: unique by type and source id. */
export async function insertNotification(
  tx: SystemTx,
  notification: NewNotification & { readAt?: Date; now: Date },
): Promise<boolean> {
  const { now, ...row } = notification;
  const inserted = await tx
    .insert(notifications)
    .values({ ...row, createdAt: now, expiresAt: new Date(now.getTime() + RETENTION.notifications) })
    .onConflictDoNothing()
    .returning({ id: notifications.id });
  return inserted.length > 0;
}

/** The newest first, without dismissed and expired ones. */
export async function listNotifications(
  tx: Tx,
  page: { userId: UserId; unreadOnly?: boolean; limit: number; offset?: number; now: Date },
): Promise<Notification[]> {
  return tx
    .select()
    .from(notifications)
    .where(current(page))
    .orderBy(desc(notifications.createdAt), desc(notifications.id))
    .limit(page.limit)
    .offset(page.offset ?? 0);
}

/** Every one that is kept, dismissed and expired ones included; the newest first. */
export async function listAllNotifications(tx: Tx, userId: UserId): Promise<Notification[]> {
  return tx
    .select()
    .from(notifications)
    .where(eq(notifications.userId, userId))
    .orderBy(desc(notifications.createdAt), desc(notifications.id));
}

/** How many `listNotifications` would find on all pages. */
export async function countNotifications(
  tx: Tx,
  query: { userId: UserId; unreadOnly?: boolean; now: Date },
): Promise<number> {
  const [row] = await tx.select({ count: count() }).from(notifications).where(current(query));
  return row?.count ?? 0;
}

/** False when there is no such notification of this user. Reading twice keeps the first time. */
export async function markRead(tx: Tx, key: { id: string; userId: UserId; now: Date }): Promise<boolean> {
  const owned = await ownedBy(tx, key);
  if (owned && !owned.readAt) {
    await tx.update(notifications).set({ readAt: key.now }).where(eq(notifications.id, key.id));
  }
  return owned !== null;
}

export async function markAllRead(tx: Tx, userId: UserId, now: Date): Promise<void> {
  await tx
    .update(notifications)
    .set({ readAt: now })
    .where(and(eq(notifications.userId, userId), isNull(notifications.readAt)));
}

/** False when there is no such notification of this user. */
export async function dismiss(tx: Tx, key: { id: string; userId: UserId; now: Date }): Promise<boolean> {
  const owned = await ownedBy(tx, key);
  if (owned && !owned.dismissedAt) {
    await tx.update(notifications).set({ dismissedAt: key.now }).where(eq(notifications.id, key.id));
  }
  return owned !== null;
}

/** Returns how many were deleted. */
export async function pruneNotifications(tx: SystemTx, now: Date): Promise<number> {
  const deleted = await tx
    .delete(notifications)
    .where(lte(notifications.expiresAt, now))
    .returning({ id: notifications.id });
  return deleted.length;
}

function current(query: { userId: UserId; unreadOnly?: boolean; now: Date }) {
  return and(
    eq(notifications.userId, query.userId),
    isNull(notifications.dismissedAt),
    gt(notifications.expiresAt, query.now),
    query.unreadOnly ? isNull(notifications.readAt) : undefined,
  );
}

async function ownedBy(
  tx: Tx,
  key: { id: string; userId: UserId },
): Promise<Pick<Notification, "readAt" | "dismissedAt"> | null> {
  const [row] = await tx
    .select({ readAt: notifications.readAt, dismissedAt: notifications.dismissedAt })
    .from(notifications)
    .where(and(eq(notifications.id, key.id), eq(notifications.userId, key.userId)));
  return row ?? null;
}
