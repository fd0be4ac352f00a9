import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, CalendarDateSchema } from "./dates.ts";
import { eraOf, fromEra } from "./eras.ts";

const day = (text: string) => CalendarDateSchema.parse(text);

describe("eraOf (JP-DT-3)", () => {
  test.each([
    ["2026-11-23", "令和8年"],
    ["2019-05-01", "令和元年"],
    ["2019-04-30", "平成31年"],
    ["1989-01-08", "平成元年"],
    ["1989-01-07", "昭和64年"],
    ["1926-12-25", "昭和元年"],
    ["1926-12-24", "大正15年"],
    ["1912-07-30", "大正元年"],
    ["1912-07-29", "明治45年"],
  ])("%s is in %s", (date, text) => {
    expect(eraOf(day(date))?.text).toBe(text);
  });

  test("there is none before Meiji", () => {
    expect(eraOf(day("1867-12-31"))).toBeNull();
  });
});

describe("fromEra (JP-DT-3)", () => {
  test.each([
    ["showa", 64, 1, 7, "1989-01-07"],
    ["showa", 64, 1, 8, null],
    ["heisei", 1, 1, 7, null],
    ["heisei", 1, 1, 8, "1989-01-08"],
    ["reiwa", 8, 2, 29, null],
    ["showa", 47, 2, 29, "1972-02-29"],
    ["showa", 0, 1, 1, null],
    ["showa", 1.5, 1, 1, null],
  ] as const)("%s %s, %s/%s is %s", (era, year, month, date, expected) => {
    expect(fromEra({ era, year, month, day: date })).toBe(expected);
  });

  test("every day since Meiji comes back from its era", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), (offset) => {
        const date = addDays(day("1868-01-25"), offset);
        const era = eraOf(date);
        const [, month = 0, number = 0] = date.split("-").map(Number);
        const year = Number(era?.text.replace("元", "1").replace(/\D/g, ""));
        expect(era && fromEra({ era: era.id, year, month, day: number })).toBe(date);
      }),
    );
  });
});
