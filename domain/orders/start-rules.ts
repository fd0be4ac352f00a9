import { addDays, daysBetween } from "../shared/date-rules.ts";
import { ADDON_SKUS } from "./choices.ts";
import type { CalendarDate } from "../shared/dates.ts";

/** Until how many days ahead a start may be planned: prices and stock are not promised for longer. */
export const START_DAYS_AHEAD = 90;

/** Days that a reservation number has to be valid after the start (JP-MN-3): a card has to arrive first. */
export const DAYS_LEFT = { physical: 10, esim: 2 } as const;

/** A reservation number is valid for 15 days, the day of issue among them (JP-MN-3). */
export const VALID_DAYS = 15;

/** Whether a start may be planned for a day: from tomorrow on. */
export function isStartDay(day: CalendarDate, today: CalendarDate): boolean {
  return day > today && day <= addDays(today, START_DAYS_AHEAD);
}

export type WishFault = "startDay" | "weekend";

/** What is wrong with a day that is wished for an installation; null: nothing. Saturdays and Sundays are an add-on. */
export function wishFault(
  day: CalendarDate,
  { today, addonSkus }: { today: CalendarDate; addonSkus: readonly string[] },
): WishFault | null {
  if (!isStartDay(day, today)) return "startDay";
  const isWeekend = [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
  return isWeekend && !addonSkus.includes(ADDON_SKUS.weekendInstallation) ? "weekend" : null;
}

export type ExpiryFault = "over" | "tooFar" | "tooSoonEsim" | "tooSoonPhysical";

/**
 * What is wrong with the last day of a reservation number; null when a number can be moved with it. `startsOn` null: as soon as
 * possible, so that today counts.
 */
export function expiryFault(
  expiresOn: CalendarDate,
  { today, startsOn, isEsim }: { today: CalendarDate; startsOn: CalendarDate | null; isEsim: boolean },
): ExpiryFault | null {
  if (expiresOn < today) return "over";
  if (daysBetween(today, expiresOn) >= VALID_DAYS) return "tooFar";
  const left = daysBetween(startsOn ?? today, expiresOn);
  if (left >= (isEsim ? DAYS_LEFT.esim : DAYS_LEFT.physical)) return null;
  return isEsim ? "tooSoonEsim" : "tooSoonPhysical";
}
