import { addDays, daysBetween, monthBounds, monthOf } from "../shared/date-rules.ts";
import type { CalendarDate } from "../shared/dates.ts";
import { NetPriceSchema, type NetPrice } from "./price.ts";
import type { ServiceKind } from "./schema.ts";

/** Day of the month until whose end in Tokyo a service may be ended with that month (portal.md 14, 15). */
export const CANCELLATION_CUT_OFF_DAY = 25;

/**
 * Under which title a contract can be left in its first days (JP-TB-13). `confirmation_measure` takes the place of the right where
 * the minister has said so; `none`: outside of its scope.
 */
export const INITIAL_CANCELLATIONS = ["statutory", "voluntary", "confirmation_measure", "none"] as const;
export type InitialCancellation = (typeof INITIAL_CANCELLATIONS)[number];

export type ContractTerms = {
  /** What is charged for the calendar month in which the service starts. */
  firstMonth: "free" | "by_day";
  /** Months that a contract lasts at least; 0: none. */
  minimumMonths: number;
  /** For persons; contracts of companies are outside of it. */
  initialCancellation: InitialCancellation;
};

/** By the day from which they hold for new contracts, newest first. Values that the business may change (portal.md 5, 14, 20). */
const TERMS: readonly ({ from: string } & Record<ServiceKind, ContractTerms>)[] = [
  {
    from: "2022-07-01",
    internet: { firstMonth: "by_day", minimumMonths: 0, initialCancellation: "statutory" },
    sim: { firstMonth: "free", minimumMonths: 3, initialCancellation: "statutory" },
    vpn: { firstMonth: "by_day", minimumMonths: 0, initialCancellation: "voluntary" },
  },
];

/** Throws a RangeError for a day before the first terms. */
export function termsOf(kind: ServiceKind, day: CalendarDate): ContractTerms {
  const terms = TERMS.find(({ from }) => from <= day);
  if (!terms) throw new RangeError(`no terms for ${day}`);
  return terms[kind];
}

export function firstMonthIsFree(kind: ServiceKind, day: CalendarDate): boolean {
  return termsOf(kind, day).firstMonth === "free";
}

/** From when the whole monthly price is charged for what starts on a day: the first of the next month. */
export function fullPriceFrom(startsOn: CalendarDate): CalendarDate {
  return addDays(monthBounds(monthOf(startsOn)).last, 1);
}

export type FirstMonth = {
  /** Last day of the month of the start: free, or charged by the day. */
  until: CalendarDate;
  /** From when the whole monthly price is charged. */
  fullPriceFrom: CalendarDate;
  /** Without tax, for that month. A share is rounded down once. */
  charge: NetPrice;
};

/** What the monthly price costs in the month of the start, whose first day counts as a whole one. */
export function firstMonthOf(kind: ServiceKind, startsOn: CalendarDate, price: NetPrice): FirstMonth {
  const { first, last } = monthBounds(monthOf(startsOn));
  const days = daysBetween(startsOn, last) + 1;
  const share = Number((BigInt(price.minor) * BigInt(days)) / BigInt(daysBetween(first, last) + 1));
  return {
    until: last,
    fullPriceFrom: fullPriceFrom(startsOn),
    charge: NetPriceSchema.parse({
      ...price,
      minor: firstMonthIsFree(kind, startsOn) ? 0 : share,
    }),
  };
}
