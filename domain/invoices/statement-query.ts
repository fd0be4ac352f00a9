import {
  addMonths,
  CalendarMonthSchema,
  monthBounds,
  monthOf,
  type CalendarDate,
  type CalendarMonth,
} from "../shared/dates.ts";

export type StatementPeriod = {
  from: CalendarMonth;
  to: CalendarMonth;
  first: CalendarDate;
  last: CalendarDate;
};

/** Months a statement can cover at most. */
export const MAX_STATEMENT_MONTHS = 24;
const DEFAULT_MONTHS = 3;

/**
 * The period that an address asks for: whole months, `?from=2026-09&to=2026-11`. Rubbish, a future or a reversed period
 * falls back to the last three months; a longer one is cut at its beginning.
 */
export function statementPeriod(query: URLSearchParams, today: CalendarDate): StatementPeriod {
  const current = monthOf(today);
  const month = (name: string) => CalendarMonthSchema.nullable().catch(null).parse(query.get(name));
  const asked = month("to");
  const to = asked !== null && asked <= current ? asked : current;
  const start = month("from");
  const from = start !== null && start <= to ? start : addMonths(to, 1 - DEFAULT_MONTHS);
  const earliest = addMonths(to, 1 - MAX_STATEMENT_MONTHS);
  const bounded = from < earliest ? earliest : from;
  return { from: bounded, to, first: monthBounds(bounded).first, last: monthBounds(to).last };
}

/** The months to choose from, newest first. */
export function statementMonths(today: CalendarDate, since: CalendarDate | null): CalendarMonth[] {
  const current = monthOf(today);
  const oldest = since === null ? current : monthOf(since);
  const months: CalendarMonth[] = [];
  for (let month = current; month >= oldest && months.length < 240; month = addMonths(month, -1))
    months.push(month);
  return months;
}
