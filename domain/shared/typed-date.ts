import { CalendarDateSchema, type CalendarDate } from "./dates.ts";

/** The newest first; `western` counts years of our era (JP-DT-3). */
export const ERAS = ["western", "reiwa", "heisei", "showa", "taisho", "meiji"] as const;
export type Era = (typeof ERAS)[number];

/** First and last day of each. Year 1 is the year of the first day. */
const DAYS: Record<Exclude<Era, "western">, { from: string; to: string }> = {
  reiwa: { from: "2019-05-01", to: "9999-12-31" },
  heisei: { from: "1989-01-08", to: "2019-04-30" },
  showa: { from: "1926-12-25", to: "1989-01-07" },
  taisho: { from: "1912-07-30", to: "1926-12-24" },
  meiji: { from: "1868-01-25", to: "1912-07-29" },
};

export type TypedDate = { era: Era; year: string; month: string; day: string };

/**
 * A date typed in three fields, in any width, with the year of an era or a western one. Null when there is no such day, in that
 * era either: Showa 64 ended on its seventh day.
 */
export function readTypedDate({ era, year, month, day }: TypedDate): CalendarDate | null {
  const y = toNumber(year);
  const m = toNumber(month);
  const d = toNumber(day);
  if (y === null || m === null || d === null) return null;
  const span = era === "western" ? null : DAYS[era];
  const western = span ? Number(span.from.slice(0, 4)) + y - 1 : y;
  const text = `${pad(western, 4)}-${pad(m, 2)}-${pad(d, 2)}`;
  const date = CalendarDateSchema.safeParse(text);
  if (!date.success || (span && (text < span.from || text > span.to))) return null;
  return date.data;
}

/** Year 1 may be written 元. */
function toNumber(typed: string): number | null {
  const text = typed
    .normalize("NFKC")
    .trim()
    .replace(/^元$/, "1")
    .replace(/[年月日]$/, "");
  return /^\d{1,4}$/.test(text) && Number(text) > 0 ? Number(text) : null;
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, "0");
}
