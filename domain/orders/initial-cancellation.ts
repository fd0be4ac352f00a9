import type { ServiceKind } from "../catalog/schema.ts";
import { addDays, tokyoDate, type CalendarDate } from "../shared/dates.ts";

/** Under which title the first days are free to leave (JP-TB-13). Offered for everything that is sold to persons. */
export const INITIAL_CANCELLATION: Readonly<Record<ServiceKind, "statutory" | "voluntary">> = {
  internet: "statutory",
  sim: "statutory",
  vpn: "voluntary",
};

const DAYS = 8;
/** For mobile services the days begin with the service, when that is later than the document. */
const BEGINS_WITH_SERVICE: ReadonlySet<ServiceKind> = new Set(["sim"]);

export type CancellationWindow = {
  /** Day 1. */
  first: CalendarDate;
  last: CalendarDate;
  /** Midnight in Tokyo after the last day: what was sent before it is in time (JP-TB-12). */
  endsAt: Date;
};

/**
 * The days in which a contract can be cancelled without a reason (JP-TB-11): eight, in Tokyo, the one on which the contract document was
 * received being the first. Null: they have not begun, since the document was not received or the mobile service has not started.
 */
export function cancellationWindow(contract: {
  kind: ServiceKind;
  receivedAt: Date | null;
  startedAt: Date | null;
}): CancellationWindow | null {
  const { kind, receivedAt, startedAt } = contract;
  if (receivedAt === null) return null;
  const isBound = BEGINS_WITH_SERVICE.has(kind);
  if (isBound && startedAt === null) return null;
  const received = tokyoDate(receivedAt);
  const started = isBound && startedAt !== null ? tokyoDate(startedAt) : received;
  const first = started > received ? started : received;
  const last = addDays(first, DAYS - 1);
  return { first, last, endsAt: new Date(`${addDays(last, 1)}T00:00:00+09:00`) };
}

/** Whether a cancellation that was sent at that moment is in time. Before the window has begun there is nothing it could miss. */
export function isInTime(window: CancellationWindow | null, sentAt: Date): boolean {
  return window === null || sentAt < window.endsAt;
}
