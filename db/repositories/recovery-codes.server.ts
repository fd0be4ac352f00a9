import { and, asc, count, eq, gte, isNull, min } from "drizzle-orm";
import type { UserId } from "#domain/shared/ids.ts";
import type { SystemTx, Tx } from "../row-security.server.ts";
import { recoveryCodes } from "../schema/factors.server.ts";

/** New ones in place of all earlier ones, used or not. */
export async function replaceRecoveryCodes(
  tx: SystemTx,
  codes: { userId: UserId; hashes: readonly string[]; now: Date },
): Promise<void> {
  const { userId, hashes, now } = codes;
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  await tx.insert(recoveryCodes).values(hashes.map((codeHash) => ({ userId, codeHash, createdAt: now })));
}

/** When the code was made; null for one that is none, or was used before: of parallel uses one gets the time. */
export async function useRecoveryCode(
  tx: SystemTx,
  use: { userId: UserId; codeHash: string; now: Date },
): Promise<Date | null> {
  const [used] = await tx
    .update(recoveryCodes)
    .set({ usedAt: use.now })
    .where(
      and(
        eq(recoveryCodes.userId, use.userId),
        eq(recoveryCodes.codeHash, use.codeHash),
        isNull(recoveryCodes.usedAt),
      ),
    )
    .returning({ createdAt: recoveryCodes.createdAt });
  return used?.createdAt ?? null;
}

export async function countUnusedRecoveryCodes(tx: Tx, userId: UserId): Promise<number> {
  const [row] = await tx
    .select({ unused: count() })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)));
  return row?.unused ?? 0;
}

/** When the unused codes were made; null when there are none. */
export async function findRecoveryCodesTime(tx: Tx, userId: UserId): Promise<Date | null> {
  const [row] = await tx
    .select({ at: min(recoveryCodes.createdAt) })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)));
  return row?.at ?? null;
}

export async function deleteRecoveryCodesSince(tx: SystemTx, userId: UserId, since: Date): Promise<void> {
  await tx
    .delete(recoveryCodes)
    .where(and(eq(recoveryCodes.userId, userId), gte(recoveryCodes.createdAt, since)));
}

/** When each of them was made and used. */
export async function listRecoveryCodes(
  tx: Tx,
  userId: UserId,
): Promise<{ createdAt: Date; usedAt: Date | null }[]> {
  const { createdAt, usedAt } = recoveryCodes;
  return tx
    .select({ createdAt, usedAt })
    .from(recoveryCodes)
    .where(eq(recoveryCodes.userId, userId))
    .orderBy(asc(usedAt));
}
