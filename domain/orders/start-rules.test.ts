import { describe, expect, test } from "vitest";
import type { CalendarDate } from "../shared/dates.ts";
import { expiryFault, isStartDay } from "./start-rules.ts";

const day = (text: string) => text as CalendarDate;
const today = day("2026-11-23");

test.each([
  ["2026-11-22", false],
  ["2026-11-23", false],
  ["2026-11-24", true],
  ["2027-02-21", true],
  ["2027-02-22", false],
])("a start on %s may be planned: %s", (on, expected) => {
  expect(isStartDay(day(on), today)).toBe(expected);
});

describe("a reservation number (JP-MN-3)", () => {
  test.each([
    // Issued today, so valid for 15 days with today.
    ["2026-12-07", null, false, null],
    ["2026-12-08", null, false, "tooFar"],
    ["2026-12-03", null, false, null],
    ["2026-12-02", null, false, "tooSoonPhysical"],
    ["2026-11-25", null, true, null],
    ["2026-11-24", null, true, "tooSoonEsim"],
    ["2026-11-23", null, true, "tooSoonEsim"],
    ["2026-11-22", null, true, "over"],
    // With a later start the days are counted from it.
    ["2026-12-07", "2026-11-27", false, null],
    ["2026-12-07", "2026-11-28", false, "tooSoonPhysical"],
    ["2026-12-07", "2026-12-05", true, null],
    ["2026-12-07", "2026-12-06", true, "tooSoonEsim"],
    ["2026-12-07", "2026-12-20", true, "tooSoonEsim"],
  ])("valid until %s, start %s, eSIM %s: %s", (expiresOn, startsOn, isEsim, fault) => {
    const known = { today, startsOn: startsOn === null ? null : day(startsOn), isEsim };
    expect(expiryFault(day(expiresOn), known)).toBe(fault);
  });
});
