import { and, eq, gt, gte, isNotNull, isNull, lte, notExists, sql } from "drizzle-orm";
import type { UserId } from "#domain/shared/ids.ts";
import type { SystemTx, Tx } from "../row-security.server.ts";
import { emailChanges } from "../schema/email-changes.server.ts";
import { processes } from "../schema/processes.server.ts";

export type EmailChange = typeof emailChanges.$inferSelect;

/** `undoHash` is the hash of the mailed token: the token itself is never stored here. */
export async function insertEmailChange(
  tx: SystemTx,
  change: Omit<EmailChange, "undoneAt" | "syncedAt">,
): Promise<void> {
  await tx.insert(emailChanges).values(change);
}

/** Undone, too old or not: the caller tells a repeat from a link that never was. */
export async function findEmailChange(tx: SystemTx, undoHash: string): Promise<EmailChange | null> {
  const [change] = await tx.select().from(emailChanges).where(eq(emailChanges.undoHash, undoHash));
  return change ?? null;
}

/**
 * Marks this change and every later one of its user as undone, or the link of a later one would bring back what has just
 * been undone. The other systems have to hear of it again.
 */
export async function undoEmailChanges(
  tx: SystemTx,
  { userId, changedAt, now }: Pick<EmailChange, "userId" | "changedAt"> & { now: Date },
): Promise<void> {
  await tx
    .update(emailChanges)
    .set({ undoneAt: now, syncedAt: null })
    .where(
      and(
        eq(emailChanges.userId, userId),
        gte(emailChanges.changedAt, changedAt),
        isNull(emailChanges.undoneAt),
      ),
    );
}

/** Since when the address of the login is what it is; null when no change of it is kept. */
export async function findLastEmailChange(tx: Tx, userId: UserId): Promise<Date | null> {
  const { changedAt, undoneAt } = emailChanges;
  const [row] = await tx
    .select({ at: sql<string | null>`max(coalesce(${undoneAt}, ${changedAt}))` })
    .from(emailChanges)
    .where(eq(emailChanges.userId, userId));
  return row?.at ? new Date(row.at) : null;
}

/** Addresses that can still take back a change: what happens to the login concerns their owners too. */
export async function listFormerEmails(tx: SystemTx, userId: UserId, now: Date): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ email: emailChanges.oldEmail })
    .from(emailChanges)
    .where(
      and(eq(emailChanges.userId, userId), gt(emailChanges.undoUntil, now), isNull(emailChanges.undoneAt)),
    );
  return rows.map(({ email }) => email);
}

/** Whether the other systems still have an earlier address. */
export async function isEmailUnsynced(tx: Tx, userId: UserId): Promise<boolean> {
  const rows = await tx
    .select({ userId: emailChanges.userId })
    .from(emailChanges)
    .where(and(eq(emailChanges.userId, userId), isNull(emailChanges.syncedAt)))
    .limit(1);
  return rows.length > 0;
}

/** Those who have neither been synced nor have a process of this name for it. */
export async function listUnsyncedUsers(tx: SystemTx, processName: string): Promise<UserId[]> {
  const rows = await tx
    .selectDistinct({ userId: emailChanges.userId })
    .from(emailChanges)
    .where(
      and(
        isNull(emailChanges.syncedAt),
        notExists(
          tx
            .select({ id: processes.id })
            .from(processes)
            .where(
              and(
                eq(processes.name, processName),
                eq(processes.userId, emailChanges.userId),
                isNull(processes.finishedAt),
              ),
            ),
        ),
      ),
    );
  return rows.map(({ userId }) => userId);
}

export async function markEmailSynced(tx: SystemTx, userId: UserId, now: Date): Promise<void> {
  await tx
    .update(emailChanges)
    .set({ syncedAt: now })
    .where(and(eq(emailChanges.userId, userId), isNull(emailChanges.syncedAt)));
}

/** Changes that nobody can undo any more and that everybody knows of. Returns how many were deleted. */
export async function pruneEmailChanges(tx: SystemTx, now: Date): Promise<number> {
  const deleted = await tx
    .delete(emailChanges)
    .where(and(lte(emailChanges.undoUntil, now), isNotNull(emailChanges.syncedAt)))
    .returning({ id: emailChanges.id });
  return deleted.length;
}
