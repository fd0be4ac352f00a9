import type { CalendarDate } from "../shared/dates.ts";

const OLDEST = 130;

/** Whether somebody who was born on that day can be alive. */
export function isBirthDate(birthDate: CalendarDate, today: CalendarDate): boolean {
  const oldest = `${String(Number(today.slice(0, 4)) - OLDEST).padStart(4, "0")}${today.slice(4)}`;
  return birthDate <= today && birthDate >= oldest;
}

/** The age from which a person contracts alone; data of the law (JP-TB-22). */
export const ADULT_AGE = 18;

/** Whether somebody who was born on that day is of age on `day`. */
export function isAdult(birthDate: CalendarDate, day: CalendarDate): boolean {
  return `${String(Number(birthDate.slice(0, 4)) + ADULT_AGE).padStart(4, "0")}${birthDate.slice(4)}` <= day;
}
