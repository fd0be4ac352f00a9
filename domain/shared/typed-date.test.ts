import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, CalendarDateSchema } from "./dates.ts";
import { eraOf } from "./eras.ts";
import { readTypedDate, type YearCount } from "./typed-date.ts";

const read = (era: YearCount, year: string, month: string, day: string) =>
  readTypedDate({ era, year, month, day });

describe("readTypedDate (JP-DT-3)", () => {
  test.each([
    ["western", "1988", "3", "12", "1988-03-12"],
    ["western", "１９８８", "０３", "１２", "1988-03-12"],
    ["showa", "63", "3", "12", "1988-03-12"],
    ["showa", "64", "1", "7", "1989-01-07"],
    ["heisei", "元", "1", "8", "1989-01-08"],
    ["reiwa", "元年", "5月", "1日", "2019-05-01"],
    ["heisei", "31", "4", "30", "2019-04-30"],
    ["reiwa", "元", "5", "1", "2019-05-01"],
    ["reiwa", "8", "2", "28", "2026-02-28"],
    ["taisho", "1", "7", "30", "1912-07-30"],
    ["meiji", "45", "7", "29", "1912-07-29"],
    ["western", "1996", "2", "29", "1996-02-29"],
    ["showa", "63年", "3月", "12日", "1988-03-12"],
  ] as const)("%s %s/%s/%s is %s", (era, year, month, day, date) => {
    expect(read(era, year, month, day)).toBe(date);
  });

  test.each([
    ["showa", "64", "1", "8"],
    ["heisei", "1", "1", "7"],
    ["heisei", "31", "5", "1"],
    ["taisho", "15", "12", "25"],
    ["western", "1995", "2", "29"],
    ["western", "1990", "13", "1"],
    ["western", "1990", "0", "1"],
    ["western", "90", "", "1"],
    ["western", "", "1", "1"],
    ["western", "19900", "1", "1"],
    ["western", "1990", "1", "-1"],
    ["western", "abc", "1", "1"],
  ] as const)("%s %s/%s/%s is no day", (era, year, month, day) => {
    expect(read(era, year, month, day)).toBeNull();
  });

  test("every day since Meiji comes back from its era", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), (offset) => {
        const date = addDays(CalendarDateSchema.parse("1868-01-25"), offset);
        const era = eraOf(date);
        const [, month = "", number = ""] = date.split("-");
        expect(era && read(era.id, era.text.slice(2), month, number)).toBe(date);
      }),
    );
  });
});
