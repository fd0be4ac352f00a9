import { and, desc, eq, gt, isNotNull, lte, ne } from "drizzle-orm";
import type { UserId } from "#domain/shared/ids.ts";
import { keptSince } from "#domain/shared/retention.ts";
import type { SystemTx, Tx } from "../row-security.server.ts";
import { knownDevices } from "../schema/users.server.ts";

export type KnownDevice = typeof knownDevices.$inferSelect;

/** `deviceHash` is the hash of the device's random cookie: the cookie itself is never stored. */
export async function findKnownDevice(
  tx: Tx,
  key: { userId: UserId; deviceHash: string },
): Promise<KnownDevice | null> {
  const [found] = await tx
    .select()
    .from(knownDevices)
    .where(and(eq(knownDevices.userId, key.userId), eq(knownDevices.deviceHash, key.deviceHash)));
  return found ?? null;
}

/** Notes a sign-in from a device. True when the device was new: its owner gets a mail. `trustedUntil` replaces an earlier one only when given. */
export async function rememberDevice(
  tx: SystemTx,
  sighting: { userId: UserId; deviceHash: string; device: string; trustedUntil?: Date; now: Date },
): Promise<boolean> {
  const { now, ...row } = sighting;
  const inserted = await tx
    .insert(knownDevices)
    .values({ ...row, firstSeenAt: now, lastSeenAt: now })
    .onConflictDoNothing()
    .returning({ userId: knownDevices.userId });
  if (inserted.length > 0) return true;
  await tx
    .update(knownDevices)
    .set({ device: row.device, lastSeenAt: now, trustedUntil: row.trustedUntil })
    .where(and(eq(knownDevices.userId, row.userId), eq(knownDevices.deviceHash, row.deviceHash)));
  return false;
}

/** The most recently seen first. */
export async function listKnownDevices(tx: Tx, userId: UserId): Promise<KnownDevice[]> {
  return tx
    .select()
    .from(knownDevices)
    .where(eq(knownDevices.userId, userId))
    .orderBy(desc(knownDevices.lastSeenAt), knownDevices.deviceHash);
}

/** Devices that skip the second step now, the most recently seen first. */
export async function listTrustedDevices(tx: Tx, userId: UserId, now: Date): Promise<KnownDevice[]> {
  return tx
    .select()
    .from(knownDevices)
    .where(and(eq(knownDevices.userId, userId), gt(knownDevices.trustedUntil, now)))
    .orderBy(desc(knownDevices.lastSeenAt), knownDevices.deviceHash);
}

/**
 * From now on the second step is asked for again: on one device (`only`), or on all but one (`except`). Null is a device that
 * nobody noted: then all of them. Returns on how many.
 */
export async function endTrust(
  tx: Tx,
  end: { userId: UserId } & ({ only: string | null } | { except: string | null }),
): Promise<number> {
  const which =
    "only" in end
      ? end.only === null
        ? undefined
        : eq(knownDevices.deviceHash, end.only)
      : end.except === null
        ? undefined
        : ne(knownDevices.deviceHash, end.except);
  const ended = await tx
    .update(knownDevices)
    .set({ trustedUntil: null })
    .where(and(eq(knownDevices.userId, end.userId), isNotNull(knownDevices.trustedUntil), which))
    .returning({ userId: knownDevices.userId });
  return ended.length;
}

/** After a password change: every device needs the mailed code again, and counts as new. */
export async function forgetDevices(tx: Tx, userId: UserId): Promise<void> {
  await tx.delete(knownDevices).where(eq(knownDevices.userId, userId));
}

/** Returns how many had not been used for so long that they are gone. */
export async function pruneKnownDevices(tx: SystemTx, now: Date): Promise<number> {
  const deleted = await tx
    .delete(knownDevices)
    .where(lte(knownDevices.lastSeenAt, keptSince("knownDevices", now)))
    .returning({ userId: knownDevices.userId });
  return deleted.length;
}
