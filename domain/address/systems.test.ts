import { describe, expect, test } from "vitest";
import { JapaneseAddressSchema } from "../users/customer.ts";
import { toContactAddress } from "./salesforce.ts";
import { AddressSchema } from "./schema.ts";
import { toBillingAddress } from "./whmcs.ts";

const flat = AddressSchema.parse({
  postcode: "106-0044",
  prefecture: "東京都",
  city: "港区",
  town: "東麻布",
  latin: { city: "Minato-ku", town: "Higashiazabu" },
  block: "１丁目９番２号",
  building: "Azabu Court",
  room: "305",
  isVerified: true,
});
const house = { ...flat, building: null, room: null };

describe("the billing system's form (portal.md 16)", () => {
  test("a flat has building and room first", () => {
    expect(toBillingAddress(flat)).toEqual({
      address1: "Azabu Court 305",
      address2: "Higashiazabu 1-9-2",
      city: "Minato-ku",
      state: "Tokyo",
      postcode: "106-0044",
      country: "JP",
    });
  });

  test("a house has its town and block first: the first line must not be empty", () => {
    expect(toBillingAddress(house)).toMatchObject({ address1: "Higashiazabu 1-9-2", address2: "" });
  });

  test("without a known reading all of it is Japanese, not half of it", () => {
    expect(toBillingAddress({ ...house, latin: null })).toEqual({
      address1: "東麻布1-9-2",
      address2: "",
      city: "港区",
      state: "東京都",
      postcode: "106-0044",
      country: "JP",
    });
  });

  test("a postcode that stands for the rest of a city has no town", () => {
    const rest = { ...house, town: "", latin: { city: "Yatomi-shi", town: "" } };
    expect(toBillingAddress(rest).address1).toBe("1-9-2");
  });
});

describe("the customer system's form (salesforce-data-model.md 3)", () => {
  test("Japanese as typed, building and room apart", () => {
    expect(toContactAddress(flat)).toEqual({
      postcode: "106-0044",
      prefecture: "東京都",
      city: "港区",
      street: "東麻布１丁目９番２号",
      building: "Azabu Court",
      room: "305",
    });
  });

  test("the longest that the form takes fits (JP-AD-8)", () => {
    const long = { ...flat, city: "市".repeat(40), town: "町".repeat(100), block: "1".repeat(100) };
    const longest = { ...long, building: "棟".repeat(100), room: "室".repeat(40) };
    expect(JapaneseAddressSchema.safeParse(toContactAddress(longest)).success).toBe(true);
  });
});
