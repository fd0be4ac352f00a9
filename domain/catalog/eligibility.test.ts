import { describe, expect, test } from "vitest";
import { readOfferings } from "./eligibility.ts";

describe("readOfferings", () => {
  test.each([
    ["Home 1G", ["home_1g"]],
    ["home 10g", ["home_10g"]],
    ["Apartment 100M/1G", ["apartment_1g", "apartment_100m"]],
    ["Apartment 1G / 100M", ["apartment_1g", "apartment_100m"]],
    ["Home 1G/10G", ["home_1g", "home_10g"]],
    ["Home 10G; Home 1G", ["home_1g", "home_10g"]],
    ["Home 1G, Apartment 100M", ["home_1g", "apartment_100m"]],
    [" Apartment  1G ;", ["apartment_1g"]],
  ])("%s", (value, offerings) => {
    expect(readOfferings(value)).toEqual({ offerings, isComplete: true });
  });

  test.each([null, "", " ; "])("nothing is named by %j", (value) => {
    expect(readOfferings(value)).toEqual({ offerings: [], isComplete: true });
  });

  test.each([
    ["Office 1G", []],
    ["Home", []],
    ["1G", []],
    ["Apartment 100M/5G", ["apartment_100m"]],
    ["Home 1G; ask NTT", ["home_1g"]],
  ])("%s is not wholly known", (value, offerings) => {
    expect(readOfferings(value)).toEqual({ offerings, isComplete: false });
  });
});
