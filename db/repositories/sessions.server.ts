import { and, desc, eq, gt, isNotNull, isNull, lte, ne, or, sql } from "drizzle-orm";
import type { UserId } from "#domain/shared/ids.ts";
import { keptSince } from "#domain/shared/retention.ts";
import type { SystemTx, Tx } from "../row-security.server.ts";
import { endTrust } from "./known-devices.server.ts";
import { sessionFamilies, type SessionEndReason } from "../schema/users.server.ts";

export type SessionFamily = typeof sessionFamilies.$inferSelect;
export type { SessionEndReason };

/** When a session ended, or will at the latest. */
const over = sql<Date>`least(${sessionFamilies.endedAt}, ${sessionFamilies.expiresAt})`;

/** `expiresAt` is the absolute limit counted from sign-in (portal.md 3.1). */
export async function insertSessionFamily(
  tx: SystemTx,
  family: Pick<SessionFamily, "id" | "userId" | "expiresAt" | "remember" | "device" | "ip" | "deviceHash"> & {
    now: Date;
  },
): Promise<void> {
  const { now, ...row } = family;
  await tx.insert(sessionFamilies).values({ ...row, createdAt: now, lastUsedAt: now });
}

export async function touchSessionFamily(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.update(sessionFamilies).set({ lastUsedAt: now }).where(eq(sessionFamilies.id, id));
}

/** Signed-in devices, the most recently used first. */
export async function listSessionFamilies(tx: Tx, userId: UserId, now: Date): Promise<SessionFamily[]> {
  return tx
    .select()
    .from(sessionFamilies)
    .where(
      and(
        eq(sessionFamilies.userId, userId),
        isNull(sessionFamilies.endedAt),
        gt(sessionFamilies.expiresAt, now),
      ),
    )
    .orderBy(desc(sessionFamilies.lastUsedAt), sessionFamilies.id);
}

/** Every one that is kept, running or not; the latest first. */
export async function listAllSessionFamilies(tx: Tx, userId: UserId): Promise<SessionFamily[]> {
  return tx
    .select()
    .from(sessionFamilies)
    .where(eq(sessionFamilies.userId, userId))
    .orderBy(desc(sessionFamilies.createdAt), sessionFamilies.id);
}

/** Sessions that ended, by whatever cause or by their absolute limit, since `since`; the latest first. */
export async function listEndedFamilies(
  tx: Tx,
  query: { userId: UserId; since: Date; now: Date; limit: number },
): Promise<SessionFamily[]> {
  return tx
    .select()
    .from(sessionFamilies)
    .where(
      and(
        eq(sessionFamilies.userId, query.userId),
        or(isNotNull(sessionFamilies.endedAt), lte(sessionFamilies.expiresAt, query.now)),
        gt(over, sql`${query.since.toISOString()}::timestamptz`),
      ),
    )
    .orderBy(desc(over), sessionFamilies.id)
    .limit(query.limit);
}

/** Null for an unknown session and for somebody else's. */
export async function findSessionFamily(
  tx: Tx,
  key: { id: string; userId: UserId },
): Promise<SessionFamily | null> {
  const [family] = await tx
    .select()
    .from(sessionFamilies)
    .where(and(eq(sessionFamilies.id, key.id), eq(sessionFamilies.userId, key.userId)));
  return family ?? null;
}

/** The ends that take the trust in the device along: somebody did not want it to be signed in there any more. */
const ENDS_TRUST: ReadonlySet<SessionEndReason> = new Set([
  ...(["revoked", "reused", "by_staff", "password_changed"] as const),
]);

/**
 * False when this user has no such session that still ran: already ended, or somebody else's. The first reason stays. Where
 * the owner or staff ended it, the device needs its second step again.
 */
export async function endSessionFamily(
  tx: Tx,
  end: { id: string; userId: UserId; reason: SessionEndReason; now: Date },
): Promise<boolean> {
  const ended = await tx
    .update(sessionFamilies)
    .set({ endedAt: end.now, endedReason: end.reason })
    .where(
      and(
        eq(sessionFamilies.id, end.id),
        eq(sessionFamilies.userId, end.userId),
        isNull(sessionFamilies.endedAt),
      ),
    )
    .returning({ deviceHash: sessionFamilies.deviceHash });
  const [family] = ended;
  if (!family) return false;
  if (ENDS_TRUST.has(end.reason)) await endTrust(tx, { userId: end.userId, only: family.deviceHash });
  return true;
}

/**
 * Ends every running session of a user but `except`, and the trust in every device but that session's; returns the sessions' ids,
 * to be ended in the key-value store too.
 */
export async function endSessionFamilies(
  tx: Tx,
  end: { userId: UserId; except?: string; reason: SessionEndReason; now: Date },
): Promise<string[]> {
  const ended = await tx
    .update(sessionFamilies)
    .set({ endedAt: end.now, endedReason: end.reason })
    .where(
      and(
        eq(sessionFamilies.userId, end.userId),
        isNull(sessionFamilies.endedAt),
        end.except === undefined ? undefined : ne(sessionFamilies.id, end.except),
      ),
    )
    .returning({ id: sessionFamilies.id });
  const kept = end.except === undefined ? null : await findSessionFamily(tx, { ...end, id: end.except });
  await endTrust(tx, { userId: end.userId, except: kept?.deviceHash ?? null });
  return ended.map((row) => row.id);
}

/** Returns how many sessions ended so long ago that they are gone. */
export async function pruneSessionFamilies(tx: SystemTx, now: Date): Promise<number> {
  const deleted = await tx
    .delete(sessionFamilies)
    .where(lte(over, sql`${keptSince("endedSessions", now).toISOString()}::timestamptz`))
    .returning({ id: sessionFamilies.id });
  return deleted.length;
}
