import { and, asc, count, desc, eq, gt, gte, lt, lte } from "drizzle-orm";
import type { AuditType } from "#domain/auth/audit-types.ts";
import type { UserId } from "#domain/shared/ids.ts";
import { keptSince } from "#domain/shared/retention.ts";
import type { SystemTx, Tx } from "../row-security.server.ts";
import { auditBase, auditEvents, type AuditDetail } from "../schema/audit.server.ts";

/** An entry to be written. What was written by another version may have a type that this one does not know. */
export type NewAuditEvent = Pick<AuditEvent, "userId" | "at"> &
  Partial<Omit<AuditEvent, "type">> & { type: AuditType };

export type AuditEvent = {
  userId: UserId | null;
  /** For example `sign_in.succeeded`. */
  type: string;
  at: Date;
  requestId: string | null;
  ip: string | null;
  device: string | null;
  /** Ids and figures; never personal data. */
  detail: AuditDetail;
};

/**
 * In the transaction of what it tells about. A customer's transaction can only write entries about that customer. Holds the
 * lock of the chain until the transaction ends: write it after the locks on rows.
 */
export async function recordAuditEvent(tx: Tx, event: NewAuditEvent): Promise<void> {
  await tx.insert(auditEvents).values(event);
}

/** The newest first. */
export async function listAuditEvents(
  tx: Tx,
  page: { userId: UserId; limit: number; offset?: number },
): Promise<(AuditEvent & { id: number })[]> {
  return tx
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.userId, page.userId))
    .orderBy(desc(auditEvents.at), desc(auditEvents.id))
    .limit(page.limit)
    .offset(page.offset ?? 0);
}

/** Whether this person has such an entry of `since` or later. */
export async function hasAuditEvent(
  tx: Tx,
  { userId, type, since }: { userId: UserId; type: AuditType; since: Date },
): Promise<boolean> {
  const [row] = await tx
    .select({ id: auditEvents.id })
    .from(auditEvents)
    .where(and(eq(auditEvents.userId, userId), eq(auditEvents.type, type), gte(auditEvents.at, since)))
    .limit(1);
  return row !== undefined;
}

export async function countAuditEvents(tx: Tx, userId: UserId): Promise<number> {
  const [row] = await tx.select({ n: count() }).from(auditEvents).where(eq(auditEvents.userId, userId));
  return row?.n ?? 0;
}

/**
 * Removes the entries whose time is over, from the first up to one whose is not, and writes into the chain after which of
 * them it begins now (`db/audit-chain.server.ts`). Returns how many. Holds the lock of the chain until the transaction ends.
 */
export async function pruneAuditEvents(tx: SystemTx, now: Date): Promise<number> {
  const { id, at, hash } = auditEvents;
  // Of two that prune at the same time the second waits here, and then finds nothing to do.
  await tx.select().from(auditBase).for("update");
  const [kept] = await tx
    .select({ id })
    .from(auditEvents)
    .where(gt(at, keptSince("auditEntries", now)))
    .orderBy(asc(id))
    .limit(1);
  const [last] = await tx
    .select({ id, hash })
    .from(auditEvents)
    .where(kept && lt(id, kept.id))
    .orderBy(desc(id))
    .limit(1);
  if (!last) return 0;
  await tx.update(auditBase).set({ lastId: last.id, hash: last.hash });
  const deleted = await tx.delete(auditEvents).where(lte(id, last.id)).returning({ id });
  const detail = { lastId: last.id, hash: last.hash, entries: deleted.length };
  await recordAuditEvent(tx, { userId: null, type: "audit.pruned", at: now, detail });
  return deleted.length;
}
