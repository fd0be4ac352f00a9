import { describe, expect, test } from "vitest";
import { WhmcsClientIdSchema } from "../shared/ids.ts";
import { JPY } from "../shared/money.ts";
import { maskedAddress, toRecipient } from "./recipient.ts";
import type { BillingClient } from "./schema.ts";

const amelia: BillingClient = {
  id: WhmcsClientIdSchema.parse(1001),
  ownerUserId: null,
  userIds: [],
  firstName: "Amelia",
  lastName: "Carter",
  companyName: "",
  email: "amelia@example.com",
  address1: "Higashi-Azabu 1-9-2",
  address2: "Azabu Court 305",
  city: "Minato-ku",
  state: "Tokyo",
  postcode: "106-0044",
  country: "JP",
  phone: "03-0000-1001",
  status: "active",
  currency: JPY,
  currencyId: 1,
  credit: { currency: JPY, minor: 0 },
  defaultGateway: "stripe",
  taxExempt: false,
  singleSignOnAllowed: true,
  language: "english",
  marketing: null,
  customerNumber: "CN-100001",
};
const hanako: BillingClient = {
  ...amelia,
  firstName: "花子",
  lastName: "髙橋",
  address1: "梅田2-4-9",
  address2: "",
  city: "大阪市北区",
  state: "大阪府",
  postcode: "530-0001",
};

describe("toRecipient", () => {
  test("a Latin name and address as the billing system has them", () => {
    expect(toRecipient(amelia)).toEqual({
      name: "Amelia Carter",
      isOrganisation: false,
      address: ["Higashi-Azabu 1-9-2", "Azabu Court 305", "Minato-ku", "Tokyo 106-0044"],
      customerNumber: "CN-100001",
    });
  });

  test("a Japanese one with the family name first and the postcode above", () => {
    expect(toRecipient(hanako)).toMatchObject({
      name: "髙橋 花子",
      address: ["〒530-0001", "大阪府大阪市北区梅田2-4-9"],
    });
  });

  test("a kanji name beside an address that the portal wrote in Latin letters", () => {
    const { name, address } = toRecipient({ ...amelia, lastName: "新井", firstName: "花" });
    expect([name, address]).toEqual(["新井 花", toRecipient(amelia).address]);
  });

  test.each([
    ["健二", "𠮷田", "𠮷田 健二"],
    ["はなこ", "", "はなこ"],
    ["リ", "メイリン", "メイリン リ"],
    ["", "Carter", "Carter"],
    ["Amelia", "", "Amelia"],
    ["", "", ""],
  ])("first %j, last %j is %j", (firstName, lastName, name) => {
    expect(toRecipient({ ...amelia, firstName, lastName }).name).toBe(name);
  });

  test("a company stands for its contact person", () => {
    expect(toRecipient({ ...amelia, companyName: "Bulk Trading K.K." })).toMatchObject({
      name: "Bulk Trading K.K.",
      isOrganisation: true,
    });
  });

  test("what is empty leaves no empty line", () => {
    const nowhere = { address1: "", address2: "", city: "", state: "", postcode: "" };
    expect(toRecipient({ ...amelia, ...nowhere }).address).toEqual([]);
    expect(toRecipient({ ...hanako, ...nowhere }).address).toEqual([]);
    expect(toRecipient({ ...amelia, state: "", customerNumber: null })).toMatchObject({
      address: ["Higashi-Azabu 1-9-2", "Azabu Court 305", "Minato-ku", "106-0044"],
      customerNumber: null,
    });
  });
});

test("a masked address tells one home from another and names no street", () => {
  expect(maskedAddress(amelia)).toBe("Minato-ku, Tokyo 106-****");
  expect(maskedAddress(hanako)).toBe("〒530-**** 大阪府大阪市北区");
  expect(maskedAddress({ ...amelia, city: "", state: "", postcode: "" })).toBe("");
});
