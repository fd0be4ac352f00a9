import { describe, expect, test } from "vitest";
import type { CalendarDate } from "../shared/dates.ts";
import { JPY } from "../shared/money.ts";
import { internetPlan, product, productId, simPlan, vpnPlan, yen } from "./catalogue.testing.ts";
import { internetOffers, simOffers, vpnOffers } from "./offers.ts";
import { OFFERINGS, type Product } from "./schema.ts";

const day = "2026-11-23" as CalendarDate;
const paid = (minor: number) => ({ currency: JPY, minor });
const skus = (offers: readonly { sku: string }[]) => offers.map(({ sku }) => sku);

const home = product(181, { ...internetPlan, offering: "home_1g", tier: "silver", price: yen(5_500) });
const flat = product(184, { ...internetPlan, offering: "apartment_1g", tier: "silver", price: yen(4_800) });
const fast = product(190, { ...internetPlan, offering: "home_10g", tier: "silver", price: yen(7_000) });
const install = (number: number, entered: object) =>
  product(number, {
    category: "internet",
    itemClass: "installation",
    isListed: false,
    cycle: "monthly",
    ...entered,
  });
const addon = (number: number, entered: object) =>
  product(number, {
    category: "internet",
    itemClass: "add_on",
    isListed: false,
    cycle: "monthly",
    ...entered,
  });
const phone = addon(246, { isBundled: true, bundledWith: productId(247), price: yen(450) });
const phoneSetup = addon(247, { isBundled: true, bundledWith: productId(246), cycle: "onetime" });
const weekend = addon(245, { cycle: "onetime", price: yen(3_000) });

describe("internetOffers", () => {
  test.each([
    [undefined, ["SKU-181", "SKU-184", "SKU-190"], 5_280],
    [OFFERINGS, ["SKU-181", "SKU-184", "SKU-190"], 5_280],
    [["home_1g"], ["SKU-181"], 6_050],
    [["home_10g", "home_1g"], ["SKU-181", "SKU-190"], 6_050],
    [["apartment_100m"], [], null],
    [[], [], null],
  ] as const)("of %j", (offerings, wanted, from) => {
    const offers = internetOffers([fast, flat, home], offerings ? { day, offerings } : { day });
    expect(skus(offers.plans)).toEqual(wanted);
    expect(offers.from).toEqual(from === null ? null : paid(from));
  });

  test("leaves out what is not listed or may not be ordered", () => {
    const hidden: Product = { ...home, isListed: false };
    const withdrawn: Product = { ...flat, isOrderable: false };
    expect(internetOffers([hidden, withdrawn], { day })).toMatchObject({ plans: [], from: null });
  });

  test("says what an installation costs in all", () => {
    const once = install(242, { cycle: "onetime", price: yen(22_800), isDefault: true });
    const monthly = install(243, { sku: "INTERNET-INSTALL-12M", price: yen(1_900) });
    const odd = install(244, { sku: "INTERNET-INSTALL-24M", price: yen(955) });
    const { installations } = internetOffers([once, monthly, odd], { day });
    expect(
      installations.map(({ payments, price, total }) => [payments, price.withTax.minor, total.minor]),
    ).toEqual([
      [1, 25_080, 25_080],
      [12, 2_090, 25_080],
      // Each of 24 invoices rounds its own tax down.
      [24, 1_050, 25_200],
    ]);
  });

  test("offers a pair as one, and alone what is alone", () => {
    const { addons } = internetOffers([weekend, phone, phoneSetup], { day });
    expect(addons).toMatchObject([
      { sku: "SKU-245", cycle: "onetime", setup: null },
      { sku: "SKU-246", cycle: "monthly", setup: { sku: "SKU-247" } },
    ]);
  });

  test.each([
    ["its other half is not there", [phone]],
    ["the set-up alone is there", [phoneSetup]],
    ["its other half may not be ordered", [phone, { ...phoneSetup, isOrderable: false }]],
  ])("does not offer a pair when %s", (_, products) => {
    expect(internetOffers(products, { day }).addons).toEqual([]);
  });
});

describe("simOffers", () => {
  const plan = product(203, { ...simPlan, planType: "data_voice", dataGb: 25, price: yen(2_980) });
  const family = product(205, {
    ...simPlan,
    planType: "data_voice",
    dataGb: 50,
    isFamily: true,
    price: yen(1_000),
  });
  const fee = (number: number, entered: object) =>
    product(number, { category: "sim", itemClass: "activation", cycle: "onetime", ...entered });

  test("family plans, and prices from them, are for those with an active SIM", () => {
    const stranger = simOffers([family, plan], { day, hasActiveSim: false });
    expect([skus(stranger.plans), stranger.from]).toEqual([["SKU-203"], paid(3_278)]);
    const customer = simOffers([family, plan], { day, hasActiveSim: true });
    expect([skus(customer.plans), customer.from]).toEqual([["SKU-203", "SKU-205"], paid(1_100)]);
  });

  test("the default fee is the one that is shown", () => {
    const fees = [fee(209, {}), fee(210, { isDefault: true, price: yen(1_500) })];
    expect(simOffers(fees, { day, hasActiveSim: false }).activation).toMatchObject({
      sku: "SKU-210",
      price: { withTax: paid(1_650) },
    });
    expect(simOffers([plan], { day, hasActiveSim: false }).activation).toBeNull();
  });
});

describe("vpnOffers", () => {
  const usa = product(33, { ...vpnPlan, region: "usa_sf" });
  const uk = product(54, { ...vpnPlan, region: "uk_london" });
  const fee = (number: number, region: "global" | "usa_sf") =>
    product(number, { category: "vpn", itemClass: "activation", cycle: "onetime", region });

  test("each region has its own fee, or the general one", () => {
    const { plans } = vpnOffers([usa, uk, fee(37, "global"), fee(38, "usa_sf")], { day });
    expect(plans.map(({ region, activation }) => [region, activation?.sku])).toEqual([
      ["usa_sf", "SKU-38"],
      ["uk_london", "SKU-37"],
    ]);
    expect(vpnOffers([usa, fee(37, "usa_sf"), uk], { day }).plans[1]?.activation).toBeNull();
  });
});
