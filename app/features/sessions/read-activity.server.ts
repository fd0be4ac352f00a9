import { countAuditEvents, listAuditEvents } from "#db/repositories/audit.server.ts";
import { findUser } from "#db/repositories/users.server.ts";
import { asCustomer } from "#db/row-security.server.ts";
import { tokyoDate, type CalendarDate } from "#domain/shared/dates.ts";
import type { UserId } from "#domain/shared/ids.ts";
import { keptSince } from "#domain/shared/retention.ts";
import type { Services } from "~/services.ts";

const PER_PAGE = 25;
/** Of a file; years of them for anybody who signs in every day. */
const MAX_IN_FILE = 10_000;

/** One entry of the audit log, as its owner may see it. */
export type Activity = {
  id: number;
  type: string;
  /** ISO text. */
  at: string;
  /** From `summariseDevice`; null where none was involved. */
  device: string | null;
  ip: string | null;
  /** Of the request that wrote it: what a customer quotes to support. */
  reference: string | null;
};

export type ActivityPage = {
  rows: Activity[];
  page: number;
  pages: number;
  total: number;
  from: number;
  to: number;
  /** On the last page of a login that is older than that: what was before this day is deleted. */
  keptSince: CalendarDate | null;
};

/** A page of the customer's own part of the audit log, newest first; beyond the last is the last. */
export async function readActivityPage(
  { database, now }: Services,
  { userId }: { userId: UserId },
  asked: number,
): Promise<ActivityPage> {
  return asCustomer(database, userId, async (tx) => {
    const total = await countAuditEvents(tx, userId);
    const pages = Math.max(1, Math.ceil(total / PER_PAGE));
    const page = Math.min(asked, pages);
    const offset = (page - 1) * PER_PAGE;
    const events = await listAuditEvents(tx, { userId, limit: PER_PAGE, offset });
    const from = events.length === 0 ? 0 : offset + 1;
    const since = keptSince("auditEntries", now());
    const user = await findUser(tx, userId);
    const isCutOff = page === pages && user !== null && user.createdAt < since;
    return {
      page,
      pages,
      total,
      from,
      to: offset + events.length,
      rows: events.map(toActivity),
      keptSince: isCutOff ? tokyoDate(since) : null,
    };
  });
}

/** All of it, for a file. */
export async function readActivity(
  { database }: Services,
  { userId }: { userId: UserId },
): Promise<Activity[]> {
  const events = await asCustomer(database, userId, (tx) =>
    listAuditEvents(tx, { userId, limit: MAX_IN_FILE }),
  );
  return events.map(toActivity);
}

function toActivity(event: Awaited<ReturnType<typeof listAuditEvents>>[number]): Activity {
  const { id, type, at, device, ip, requestId } = event;
  return { id, type, at: at.toISOString(), device, ip, reference: requestId };
}
