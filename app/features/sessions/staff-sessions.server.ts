import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import {
  endSessionFamilies,
  listSessionFamilies,
  type SessionFamily,
} from "#db/repositories/sessions.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { UserId } from "#domain/shared/ids.ts";
import type { Services } from "~/services.ts";

/** What staff do to a login, and the reference of the request behind it: the audit log names no person of ours (JP-PI-7). */
export type StaffOrder = { userId: UserId; ticket: string };

/**
 * Where a login is signed in, for staff. That they looked is written into the log that its owner reads. Some of these may have
 * been idle for too long: that is known to the store alone.
 */
export async function viewSessions(
  { database, now }: Pick<Services, "database" | "now">,
  { userId, ticket }: StaffOrder,
): Promise<SessionFamily[]> {
  const at = now();
  return asSystem(database, async (tx) => {
    const families = await listSessionFamilies(tx, userId, at);
    await recordAuditEvent(tx, { userId, type: "login.viewed", at, detail: { ticket } });
    return families;
  });
}

/** Signs a login out everywhere, at once; returns how many sessions that were. */
export async function endAllSessions(
  {
    database,
    sessions,
    now,
  }: Pick<Services, "database" | "now"> & { sessions: Pick<Services["sessions"], "end"> },
  { userId, ticket }: StaffOrder,
): Promise<number> {
  const at = now();
  return asSystem(database, async (tx) => {
    const ended = await endSessionFamilies(tx, { userId, reason: "by_staff", now: at });
    const detail = { ticket, sessionsEnded: ended.length };
    await recordAuditEvent(tx, { userId, type: "session.ended_by_staff", at, detail });
    // Before the commit, as wherever sessions end: a device signed out for nothing does less harm.
    await sessions.end(...ended);
    return ended.length;
  });
}
