import { CalendarDateSchema, type CalendarDate } from "./dates.ts";
import { ERAS, eraOf } from "./eras.ts";

/** How a year may be counted: `western` is our era, then the newest first. */
export const YEAR_COUNTS = ["western" as const, ...ERAS.map(({ id }) => id)];
export type YearCount = (typeof YEAR_COUNTS)[number];

export type TypedDate = { era: YearCount; year: string; month: string; day: string };

/**
 * A date typed in three fields, in any width, with the year of an era or a western one. Null when there is no such day, in that
 * era either: Showa 64 ended on its seventh day.
 */
export function readTypedDate({ era, year, month, day }: TypedDate): CalendarDate | null {
  const y = toNumber(year);
  const m = toNumber(month);
  const d = toNumber(day);
  if (y === null || m === null || d === null) return null;
  const first = ERAS.find(({ id }) => id === era)?.from;
  const western = first ? Number(first.slice(0, 4)) + y - 1 : y;
  const date = CalendarDateSchema.safeParse(`${pad(western, 4)}-${pad(m, 2)}-${pad(d, 2)}`);
  if (!date.success || (first && eraOf(date.data)?.id !== era)) return null;
  return date.data;
}

/** Year 1 may be written 元. */
function toNumber(typed: string): number | null {
  const text = typed
    .normalize("NFKC")
    .trim()
    .replace(/[年月日]$/, "")
    .replace(/^元$/, "1");
  return /^\d{1,4}$/.test(text) && Number(text) > 0 ? Number(text) : null;
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, "0");
}
