import { describe, expect, test } from "vitest";
import { CalendarDateSchema } from "./dates.ts";
import { eraOf } from "./eras.ts";

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
