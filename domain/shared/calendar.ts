import { z } from "zod";

/** A calendar day `YYYY-MM-DD` as a Japanese bill means it: no time, no zone. */
export const CalendarDateSchema = z.iso.date().brand<"CalendarDate">();
export type CalendarDate = z.infer<typeof CalendarDateSchema>;

/** A calendar month `YYYY-MM`. Not before the year 1000: counting back from there would leave the four digits. */
export const CalendarMonthSchema = z
  .string()
  .regex(/^[1-9]\d{3}-(0[1-9]|1[0-2])$/)
  .brand<"CalendarMonth">();
export type CalendarMonth = z.infer<typeof CalendarMonthSchema>;
