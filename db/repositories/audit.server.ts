import { count, desc, eq } from "drizzle-orm";
import type { AuditType } from "#domain/auth/audit-types.ts";
import type { UserId } from "#domain/shared/ids.ts";
import type { Tx } from "../row-security.server.ts";
import { auditEvents, type AuditDetail } from "../schema/audit.server.ts";

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

export async function countAuditEvents(tx: Tx, userId: UserId): Promise<number> {
  const [row] = await tx.select({ n: count() }).from(auditEvents).where(eq(auditEvents.userId, userId));
  return row?.n ?? 0;
}
