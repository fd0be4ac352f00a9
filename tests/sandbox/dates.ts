/** Calendar days `YYYY-MM-DD` and Tokyo wall-clock texts. Tokyo has no daylight saving: always UTC+9. */
const TOKYO_OFFSET_MS = 9 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

export function tokyoDay(instant: Date): string {
  return tokyoText(instant).slice(0, 10);
}

/** `YYYY-MM-DD HH:mm:ss` as a server standing in Tokyo writes it. */
export function tokyoText(instant: Date): string {
  return new Date(instant.getTime() + TOKYO_OFFSET_MS).toISOString().slice(0, 19).replace("T", " ");
}

/** Whether the text is a day that exists. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** First day of the month `months` away from the month of `day`. */
export function monthStart(day: string, months = 0): string {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const year = String(Math.floor(index / 12)).padStart(4, "0");
  return `${year}-${String((index % 12) + 1).padStart(2, "0")}-01`;
}

export function monthEnd(day: string): string {
  return addDays(monthStart(day, 1), -1);
}

/** The same day some months on, the last day where the month is shorter. */
export function addMonths(day: string, months: number): string {
  const end = monthEnd(monthStart(day, months));
  const wanted = `${end.slice(0, 8)}${day.slice(8)}`;
  return wanted > end ? end : wanted;
}
