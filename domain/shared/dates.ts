export {
  tokyoDate,
  tokyoTime,
  addDays,
  daysBetween,
  monthOf,
  addMonths,
  monthBounds,
  formatDate,
  formatLongDate,
  formatMonth,
  formatInstant,
} from "./date-rules.ts";
export {
  CalendarDateSchema,
  CalendarMonthSchema,
  type CalendarDate,
  type CalendarMonth,
} from "./calendar.ts";
