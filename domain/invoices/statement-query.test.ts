import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addMonths, CalendarMonthSchema, type CalendarDate } from "../shared/dates.ts";
import { MAX_STATEMENT_MONTHS, statementMonths, statementPeriod } from "./statement-query.ts";

const today = "2026-11-23" as CalendarDate;
const ask = (query: string) => statementPeriod(new URLSearchParams(query), today);
const lastThree = { from: "2026-09", to: "2026-11", first: "2026-09-01", last: "2026-11-30" };

describe("statementPeriod", () => {
  test.each([
    ["", lastThree],
    ["from=2026-09&to=2026-11", lastThree],
    ["from=2026-10&to=2026-10", { from: "2026-10", to: "2026-10", first: "2026-10-01", last: "2026-10-31" }],
    ["from=2026-02", { from: "2026-02", to: "2026-11", first: "2026-02-01", last: "2026-11-30" }],
    ["to=2028-02", lastThree],
    ["from=2027-01&to=2027-02", lastThree],
    ["from=2026-11&to=2026-10", { from: "2026-08", to: "2026-10", first: "2026-08-01", last: "2026-10-31" }],
    ["from=x&to=y", lastThree],
    ["from=2026-13&to=2026-00", lastThree],
    ["from=2020-01&to=2026-11", { from: "2024-12", to: "2026-11", first: "2024-12-01", last: "2026-11-30" }],
    [
      "from=2025-01&from=2026-10",
      { from: "2025-01", to: "2026-11", first: "2025-01-01", last: "2026-11-30" },
    ],
    ["to=0000-01", lastThree],
    ["from=0000-01&to=0000-02", lastThree],
    ["from=0001-01", lastThree],
  ])("%j", (query, period) => {
    expect(ask(query)).toEqual(period);
  });

  test("whatever is asked: whole months, in order, not in the future, and not more than the most", () => {
    const year = fc.integer({ min: 0, max: 9999 }).map((value) => String(value).padStart(4, "0"));
    const text = fc.oneof(
      fc.string(),
      fc.tuple(year, fc.integer({ min: 0, max: 13 })).map(([y, m]) => `${y}-${String(m).padStart(2, "0")}`),
    );
    fc.assert(
      fc.property(text, text, (from, to) => {
        const period = statementPeriod(new URLSearchParams({ from, to }), today);
        expect(CalendarMonthSchema.safeParse(period.from).success).toBe(true);
        expect(CalendarMonthSchema.safeParse(period.to).success).toBe(true);
        expect(period.from <= period.to && period.to <= "2026-11").toBe(true);
        expect(period.from >= addMonths(period.to, 1 - MAX_STATEMENT_MONTHS)).toBe(true);
        expect(period.first).toBe(`${period.from}-01`);
        expect(period.last.slice(0, 7)).toBe(period.to);
      }),
    );
  });
});

describe("statementMonths", () => {
  test("from this month back to the first invoice's", () => {
    expect(statementMonths(today, "2026-09-30" as CalendarDate)).toEqual(["2026-11", "2026-10", "2026-09"]);
  });

  test("without an invoice there is this month", () => {
    expect(statementMonths(today, null)).toEqual(["2026-11"]);
  });

  test("a list that goes on for ever ends after twenty years", () => {
    expect(statementMonths(today, "1970-01-01" as CalendarDate)).toHaveLength(240);
  });
});
