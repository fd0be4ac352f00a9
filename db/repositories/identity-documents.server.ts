import { and, eq, isNull, lte, or } from "drizzle-orm";
import { keptSince } from "#domain/shared/retention.ts";
import type { AccountId } from "#domain/shared/salesforce-ids.ts";
import type { SystemTx } from "../row-security.server.ts";
import { identityDocuments } from "../schema/verification.server.ts";

export type IdentityDocumentRow = typeof identityDocuments.$inferSelect;

/** Past any lease of the last release: its instances find the account busy. */
const TAKEN_MS = 10 * 365 * 24 * 60 * 60_000;

/** Accounts whose document the last release's journal has not brought to its end. */
export async function listOldDocuments(tx: SystemTx, now: Date): Promise<AccountId[]> {
  const { accountId, finishedAt, claimedUntil } = identityDocuments;
  const rows = await tx
    .select({ accountId })
    .from(identityDocuments)
    .where(and(isNull(finishedAt), or(isNull(claimedUntil), lte(claimedUntil, now))))
    .limit(500);
  return rows.map((row) => row.accountId);
}

/**
 * Takes the unfinished document of an account out of the last release's journal, by its rules. `busy`: an instance of that release is
 * at it. Null: there is none, or it was taken before.
 */
export async function takeOldDocument(
  tx: SystemTx,
  { accountId, now }: { accountId: AccountId; now: Date },
): Promise<IdentityDocumentRow | "busy" | null> {
  const isOpen = and(eq(identityDocuments.accountId, accountId), isNull(identityDocuments.finishedAt));
  const [row] = await tx.select().from(identityDocuments).where(isOpen).for("update");
  if (!row) return null;
  const heldMs = (row.claimedUntil?.getTime() ?? 0) - now.getTime();
  if (heldMs > 0) return heldMs > TAKEN_MS / 2 ? null : "busy";
  await tx
    .update(identityDocuments)
    .set({ claimedUntil: new Date(now.getTime() + TAKEN_MS) })
    .where(eq(identityDocuments.id, row.id));
  return row;
}

/** Returns how many have had their time since they ended, or since they were begun by somebody who gave up. */
export async function pruneIdentityDocuments(tx: SystemTx, now: Date): Promise<number> {
  const { finishedAt, createdAt } = identityDocuments;
  const since = keptSince("identityDocuments", now);
  const deleted = await tx
    .delete(identityDocuments)
    .where(or(lte(finishedAt, since), and(isNull(finishedAt), lte(createdAt, since))))
    .returning({ id: identityDocuments.id });
  return deleted.length;
}
