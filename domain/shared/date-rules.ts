import type { CalendarDate, CalendarMonth } from "./calendar.ts";
import type { Language } from "./language.ts";

/** Apart from the schemas in calendar.ts, so that a page can show dates without carrying zod to the browser. */

/** Japan has no daylight saving: Tokyo is UTC+9 for every instant this portal meets (JP-DT-1). */
const TOKYO_OFFSET_MS = 9 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The day it is in Tokyo at this instant. All legal clocks and day-ends use it, wherever the server stands. */
export function tokyoDate(instant: Date): CalendarDate {
  return new Date(instant.getTime() + TOKYO_OFFSET_MS).toISOString().slice(0, 10) as CalendarDate;
}

/** `14:05`, Tokyo time. */
export function tokyoTime(instant: Date): string {
  return new Date(instant.getTime() + TOKYO_OFFSET_MS).toISOString().slice(11, 16);
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10) as CalendarDate;
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

export function monthOf(date: CalendarDate): CalendarMonth {
  return date.slice(0, 7) as CalendarMonth;
}

export function addMonths(month: CalendarMonth, months: number): CalendarMonth {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + months;
  return `${String(Math.floor(index / 12)).padStart(4, "0")}-${String((index % 12) + 1).padStart(2, "0")}` as CalendarMonth;
}

/** First and last day of a month. */
export function monthBounds(month: CalendarMonth): { first: CalendarDate; last: CalendarDate } {
  return {
    first: `${month}-01` as CalendarDate,
    last: addDays(`${addMonths(month, 1)}-01` as CalendarDate, -1),
  };
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const cache = new Map<string, Intl.DateTimeFormat>();
function formatter(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  let found = cache.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(language === "ja" ? "ja-JP" : "en-GB", { timeZone: "UTC", ...options });
    cache.set(key, found);
  }
  return found;
}

/** `23 Nov 2026` / `2026年11月23日` (JP-DT-2). */
export function formatDate(date: CalendarDate, language: Language): string {
  const day = new Date(`${date}T00:00:00Z`);
  if (language === "ja")
    return formatter("ja", { year: "numeric", month: "long", day: "numeric" }).format(day);
  return `${day.getUTCDate()} ${shortMonthName(day)} ${day.getUTCFullYear()}`;
}

/** `Monday 30 November 2026` / `2026年11月30日(月)`: for a date that somebody must keep. */
export function formatLongDate(date: CalendarDate, language: Language): string {
  const day = new Date(`${date}T00:00:00Z`);
  if (language === "ja")
    return `${formatDate(date, "ja")}(${formatter("ja", { weekday: "short" }).format(day)})`;
  return `${formatter("en", { weekday: "long" }).format(day)} ${formatter("en", { day: "numeric", month: "long", year: "numeric" }).format(day)}`;
}

/** `Sep`; the British form would be "Sept", which no column has room for. */
function shortMonthName(day: Date): string {
  return MONTHS[day.getUTCMonth()] ?? "";
}

/** `Nov` / `11月`: for an axis. */
export function formatShortMonth(month: CalendarMonth, language: Language): string {
  return language === "ja"
    ? `${Number(month.slice(5))}月`
    : shortMonthName(new Date(`${month}-01T00:00:00Z`));
}

/** `November 2026` / `2026年11月`. */
export function formatMonth(month: CalendarMonth, language: Language): string {
  return formatter(language, { year: "numeric", month: "long" }).format(new Date(`${month}-01T00:00:00Z`));
}

/** `14:05 JST` / `14:05`, with the day when it is not today's: the time a figure was read. */
export function formatInstant(instant: Date, language: Language, now: Date): string {
  const time = language === "ja" ? tokyoTime(instant) : `${tokyoTime(instant)} JST`;
  const day = tokyoDate(instant);
  if (day === tokyoDate(now)) return time;
  return language === "ja" ? `${formatDate(day, "ja")} ${time}` : `${time}, ${formatDate(day, "en")}`;
}
