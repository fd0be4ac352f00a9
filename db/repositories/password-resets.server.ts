import { and, eq, gt, isNull, lte } from "drizzle-orm";
import type { UserId } from "#domain/shared/ids.ts";
import { keptSince } from "#domain/shared/retention.ts";
import type { SystemTx } from "../row-security.server.ts";
import { passwordResets } from "../schema/users.server.ts";

export type PasswordReset = typeof passwordResets.$inferSelect;

/** `tokenHash` is the hash of the mailed token: the token itself is never stored here. */
export async function insertPasswordReset(
  tx: SystemTx,
  reset: { tokenHash: string; userId: UserId; expiresAt: Date; now: Date },
): Promise<void> {
  const { now, ...row } = reset;
  await tx.insert(passwordResets).values({ ...row, createdAt: now });
}

/** Used, expired or not: the caller tells a repeat of its own from a stranger's. */
export async function findPasswordReset(tx: SystemTx, tokenHash: string): Promise<PasswordReset | null> {
  const [reset] = await tx.select().from(passwordResets).where(eq(passwordResets.tokenHash, tokenHash));
  return reset ?? null;
}

/** Of any number of transactions with one token, true for one: it must not commit without the new password. */
export async function takePasswordReset(tx: SystemTx, tokenHash: string, now: Date): Promise<boolean> {
  const taken = await tx
    .update(passwordResets)
    .set({ usedAt: now })
    .where(
      and(
        eq(passwordResets.tokenHash, tokenHash),
        isNull(passwordResets.usedAt),
        gt(passwordResets.expiresAt, now),
      ),
    )
    .returning({ tokenHash: passwordResets.tokenHash });
  return taken.length > 0;
}

/** After any change of the password: links that are still under way open nothing. */
export async function voidPasswordResets(tx: SystemTx, userId: UserId, now: Date): Promise<void> {
  await tx
    .update(passwordResets)
    .set({ usedAt: now })
    .where(and(eq(passwordResets.userId, userId), isNull(passwordResets.usedAt)));
}

/** Returns how many links were over for so long that they are gone. */
export async function prunePasswordResets(tx: SystemTx, now: Date): Promise<number> {
  const deleted = await tx
    .delete(passwordResets)
    .where(lte(passwordResets.expiresAt, keptSince("passwordResets", now)))
    .returning({ tokenHash: passwordResets.tokenHash });
  return deleted.length;
}
