import { describe, expect, test } from "vitest";
import type { CalendarDate } from "../shared/dates.ts";
import { yen } from "./catalogue.testing.ts";
import { firstMonthOf, termsOf } from "./terms.ts";

describe("firstMonthOf", () => {
  test.each([
    // World: a VPN that starts on the 13th of a month of 30 days costs 18 of 30 days.
    ["vpn", "2026-11-13", 2_500, 1_500, "2026-11-30", "2026-12-01"],
    ["internet", "2026-11-01", 6_500, 6_500, "2026-11-30", "2026-12-01"],
    ["internet", "2026-11-30", 6_500, 216, "2026-11-30", "2026-12-01"],
    ["internet", "2026-12-31", 6_500, 209, "2026-12-31", "2027-01-01"],
    ["internet", "2028-02-29", 2_900, 100, "2028-02-29", "2028-03-01"],
    ["sim", "2026-11-01", 1_980, 0, "2026-11-30", "2026-12-01"],
    ["sim", "2026-11-30", 1_980, 0, "2026-11-30", "2026-12-01"],
  ] as const)("%s from %s, %i a month", (kind, startsOn, price, charge, until, fullPriceFrom) => {
    expect(firstMonthOf(kind, startsOn as CalendarDate, yen(price))).toEqual({
      charge: yen(charge),
      until,
      fullPriceFrom,
    });
  });
});

test("terms hold from a day on", () => {
  const day = "2026-11-23" as CalendarDate;
  expect(termsOf("sim", day).minimumMonths).toBe(3);
  expect(termsOf("vpn", day).minimumMonths).toBe(0);
  expect(() => termsOf("vpn", "2022-06-30" as CalendarDate)).toThrow(RangeError);
});
