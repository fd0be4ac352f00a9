import { describe, expect, test } from "vitest";
import type { CalendarDate } from "../shared/dates.ts";
import { standardTaxRate, taxOf } from "../shared/tax.ts";
import { yen } from "./catalogue.testing.ts";
import { toPrice } from "./price.ts";

const day = "2026-11-23" as CalendarDate;

describe("toPrice (JP-MO-2)", () => {
  test.each([
    [0, 0],
    [1, 1],
    [9, 9],
    [10, 11],
    [105, 115],
    [450, 495],
    [950, 1_045],
    [1_980, 2_178],
    [22_800, 25_080],
    [9_999_999, 10_999_998],
  ])("%i without tax is %i to pay, rounded down", (net, gross) => {
    const price = toPrice(yen(net), day);
    expect(price.withTax).toEqual({ currency: "JPY", minor: gross });
    expect(price.withoutTax).toEqual({ currency: "JPY", minor: net });
  });
});

describe("tax", () => {
  test.each([
    [315, "10", 31],
    [-315, "10", -31],
    [1_000, "8", 80],
    [1_000, "7.125", 71],
  ])("%i at %s %% is %i", (base, rate, tax) => {
    expect(taxOf(base, rate)).toBe(tax);
  });

  test("is taken out of an amount that holds it", () => {
    expect(taxOf(1_100, "10", ["10"])).toBe(100);
  });

  test("has a rate for every day since the first one", () => {
    expect(standardTaxRate(day)).toBe("10");
    expect(standardTaxRate("2019-10-01" as CalendarDate)).toBe("10");
    expect(() => standardTaxRate("2019-09-30" as CalendarDate)).toThrow(RangeError);
  });
});
