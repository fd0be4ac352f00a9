import type { CalendarDate } from "../shared/dates.ts";

const OLDEST = 130;

/** Whether somebody who was born on that day can be alive. */
export function isBirthDate(birthDate: CalendarDate, today: CalendarDate): boolean {
  const oldest = `${String(Number(today.slice(0, 4)) - OLDEST).padStart(4, "0")}${today.slice(4)}`;
  return birthDate <= today && birthDate >= oldest;
}
