import type { CalendarDate } from "./dates.ts";

/** Eras with their first day of our calendar, the latest first (JP-DT-3). */
export const ERAS = [
  { id: "reiwa", ja: "令和", from: "2019-05-01" },
  { id: "heisei", ja: "平成", from: "1989-01-08" },
  { id: "showa", ja: "昭和", from: "1926-12-25" },
  { id: "taisho", ja: "大正", from: "1912-07-30" },
  { id: "meiji", ja: "明治", from: "1868-01-25" },
] as const;
export type EraId = (typeof ERAS)[number]["id"];

/** The era and its year of a day; null before Meiji. Year 1 is written 元年. */
export function eraOf(date: CalendarDate): { id: EraId; text: string } | null {
  const era = ERAS.find(({ from }) => date >= from);
  if (!era) return null;
  const year = Number(date.slice(0, 4)) - Number(era.from.slice(0, 4)) + 1;
  return { id: era.id, text: `${era.ja}${year === 1 ? "元" : year}年` };
}
