import { paymentsOf } from "../catalog/installments.ts";
import { GrossPriceSchema, NetPriceSchema, toPrice, type GrossPrice } from "../catalog/price.ts";
import type { ServiceKind } from "../catalog/schema.ts";
import { firstMonthIsFree, termsOf } from "../catalog/terms.ts";
import { addDays, daysBetween, monthBounds, monthOf, tokyoDate, type CalendarDate } from "../shared/dates.ts";
import { JPY } from "../shared/money.ts";
import type { ConfirmedLine } from "./placement.ts";

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
  return { first, last, endsAt: endOfDay(last) };
}

/** Midnight in Tokyo after a day. */
export function endOfDay(day: CalendarDate): Date {
  return new Date(`${addDays(day, 1)}T00:00:00+09:00`);
}

/** Whether a cancellation that was sent at that moment is in time. Before the window has begun there is nothing it could miss. */
export function isInTime(window: Pick<CancellationWindow, "endsAt"> | null, sentAt: Date): boolean {
  return window === null || sentAt < window.endsAt;
}

/** What is known here of an order and its contract: nothing of it has to be asked of another system. */
export type CancellationFacts = {
  kind: ServiceKind;
  orderedAt: Date;
  isCorporate: boolean;
  /** There is a contract: its document was placed. */
  isConcluded: boolean;
  receivedAt: Date | null;
  startedAt: Date | null;
  /** Later than the window by a decision of the operator, such as when the portal was down at its end (JP-TB-12). */
  extendedUntil: Date | null;
  /** When the customer sent the cancellation. */
  sentAt: Date | null;
};

export type CancellationStanding =
  | { state: "sent"; sentAt: Date }
  | { state: "excluded"; why: "corporate" | "confirmation_measure" | "none" }
  /** `awaits`: what the eight days begin with and is not there yet. */
  | { state: "open"; awaits: "contract" | "document" | "service" }
  /** `daysLeft`: with the one it is. */
  | { state: "open"; awaits: null; endsAt: Date; daysLeft: number }
  | { state: "over"; endedAt: Date };

/**
 * Whether an order can be cancelled without a reason at that moment. Before there is a contract the order can be taken back, by
 * companies too.
 */
export function cancellationStanding(facts: CancellationFacts, at: Date): CancellationStanding {
  const { kind, orderedAt, isCorporate, isConcluded, receivedAt, extendedUntil, sentAt } = facts;
  if (sentAt !== null) return { state: "sent", sentAt };
  if (!isConcluded) return { state: "open", awaits: "contract" };
  if (isCorporate) return { state: "excluded", why: "corporate" };
  const { initialCancellation: title } = termsOf(kind, tokyoDate(orderedAt));
  if (title === "confirmation_measure" || title === "none") return { state: "excluded", why: title };
  const window = cancellationWindow(facts);
  if (window === null) return { state: "open", awaits: receivedAt === null ? "document" : "service" };
  const endsAt = extendedUntil !== null && extendedUntil > window.endsAt ? extendedUntil : window.endsAt;
  if (!isInTime({ endsAt }, at)) return { state: "over", endedAt: endsAt };
  const last = tokyoDate(new Date(endsAt.getTime() - 1));
  return { state: "open", awaits: null, endsAt, daysLeft: daysBetween(tokyoDate(at), last) + 1 };
}

/** What may be charged after an initial cancellation (JP-TB-14), beside interest on what is paid late. No penalty, no damages. */
export const CANCELLATION_CHARGES = ["usage", "simIssue", "fee", "work", "portOut"] as const;
export type CancellationCharge = (typeof CANCELLATION_CHARGES)[number];
type Limits = Readonly<Record<Exclude<CancellationCharge, "usage">, number>>;

/**
 * By the day of the contract from which they hold, newest first; in yen with tax. The fee's and the work's are those of the law's notice,
 * a SIM's is what one costs, and taking a number along online costs nothing. Values that the business may change.
 */
const LIMITS: readonly { from: string; limits: Limits }[] = [
  { from: "2022-07-01", limits: { simIssue: 440, fee: 3_300, work: 25_000, portOut: 0 } },
];

const CHARGES_OF: Readonly<Record<ServiceKind, readonly CancellationCharge[]>> = {
  internet: ["usage", "fee", "work"],
  sim: ["usage", "simIssue", "fee", "portOut"],
  vpn: ["usage", "fee"],
};

/** Throws a RangeError for a day before the first limits. */
export function chargeLimit(charge: keyof Limits, day: CalendarDate): GrossPrice {
  const found = LIMITS.find(({ from }) => from <= day);
  if (!found) throw new RangeError(`no limits for ${day}`);
  return GrossPriceSchema.parse({ currency: JPY, minor: found.limits[charge] });
}

export type UsedContract = {
  kind: ServiceKind;
  orderedAt: Date;
  /** As they were confirmed. */
  lines: readonly Pick<ConfirmedLine, "sku" | "cycle" | "quantity" | "minor">[];
  startedAt: Date | null;
};

/** Every charge there can be, with the most it can be, for a contract that is cancelled on a day. */
export function cancellationCharges(
  contract: UsedContract,
  day: CalendarDate,
): { charge: CancellationCharge; most: GrossPrice }[] {
  const { kind, orderedAt } = contract;
  return CHARGES_OF[kind].map((charge) => ({
    charge,
    most: charge === "usage" ? usageUntil(contract, day) : chargeLimit(charge, tokyoDate(orderedAt)),
  }));
}

/** The monthly price by the day, from the start to that day, both whole; a month that the terms make free is free here too. */
function usageUntil({ kind, lines, startedAt }: UsedContract, day: CalendarDate): GrossPrice {
  const monthly = monthlyOf(lines);
  let minor = 0;
  const startedOn = startedAt === null ? null : tokyoDate(startedAt);
  for (let from = startedOn; from !== null && from <= day;) {
    const { first, last } = monthBounds(monthOf(from));
    const until = last < day ? last : day;
    const isFree = from === startedOn && firstMonthIsFree(kind, from);
    const [days, all] = [daysBetween(from, until) + 1, daysBetween(first, last) + 1];
    if (!isFree) minor += Math.floor((monthly * days) / all);
    from = addDays(last, 1);
  }
  return toPrice(NetPriceSchema.parse({ currency: JPY, minor }), day).withTax;
}

/** Of a whole month, in yen without tax. What is paid for an installation month by month is no price of the service. */
function monthlyOf(lines: UsedContract["lines"]): number {
  return lines
    .filter(({ cycle, sku }) => cycle === "monthly" && paymentsOf(sku) === null)
    .reduce((sum, { minor, quantity }) => sum + minor * quantity, 0);
}
