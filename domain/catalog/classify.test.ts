import { describe, expect, test } from "vitest";
import { internetPlan, item, productId, simPlan, vpnPlan } from "./catalogue.testing.ts";
import { toProduct, type CatalogueItem } from "./classify.ts";

const addon = { category: "internet", itemClass: "add_on", cycle: "monthly" } as const;

describe("toProduct", () => {
  test.each<[Partial<CatalogueItem>, object]>([
    [
      { ...internetPlan, offering: "home_10g", tier: "gold" },
      { kind: "internet_plan", offering: "home_10g", tier: "gold", cycle: "monthly" },
    ],
    [
      { category: "internet", itemClass: "installation", cycle: "onetime" },
      { kind: "installation", payments: 1 },
    ],
    [
      { category: "internet", itemClass: "installation", cycle: "monthly", sku: "INTERNET-INSTALL-12M" },
      { kind: "installation", payments: 12 },
    ],
    [addon, { kind: "internet_addon", pairedWith: null }],
    [
      { ...addon, isBundled: true, bundledWith: productId(247) },
      { kind: "internet_addon", pairedWith: productId(247) },
    ],
    // A partner that is only named makes no pair.
    [
      { ...addon, bundledWith: productId(247) },
      { kind: "internet_addon", pairedWith: null },
    ],
    [
      { ...simPlan, planType: "data_voice", dataGb: 50, isFamily: true },
      { kind: "sim_plan", planType: "data_voice", dataGb: 50, isFamily: true },
    ],
    [
      { ...simPlan, planType: "voice_only" },
      { kind: "sim_plan", dataGb: null },
    ],
    [{ category: "sim", itemClass: "activation", cycle: "onetime" }, { kind: "sim_activation" }],
    [{ category: "sim", itemClass: "add_on", cycle: "monthly" }, { kind: "sim_addon" }],
    [
      { ...vpnPlan, region: "uk_london" },
      { kind: "vpn_plan", region: "uk_london" },
    ],
    [
      { category: "vpn", itemClass: "activation", cycle: "onetime", region: "global" },
      { kind: "vpn_activation", region: null },
    ],
    [
      { category: "vpn", itemClass: "activation", cycle: "onetime", region: "usa_sf" },
      { kind: "vpn_activation", region: "usa_sf" },
    ],
  ])("%j", (entered, kind) => {
    expect(toProduct(item(1, entered))).toMatchObject({ sku: expect.any(String) as string, ...kind });
  });

  test.each<Partial<CatalogueItem>>([
    {},
    { category: "other", itemClass: "service", cycle: "monthly" },
    { category: "unknown", itemClass: "service", cycle: "monthly" },
    { ...internetPlan, offering: "home_1g", tier: "gold", sku: null },
    { ...internetPlan, offering: "home_1g" },
    { ...internetPlan, offering: "unknown", tier: "gold" },
    { ...internetPlan, offering: "home_1g", tier: "gold", cycle: "onetime" },
    { ...internetPlan, offering: "home_1g", tier: "gold", cycle: "unknown" },
    { ...internetPlan, offering: "home_1g", tier: "gold", itemClass: "unknown" },
    // In how many months it is paid is not known.
    { category: "internet", itemClass: "installation", cycle: "monthly", sku: "INTERNET-INSTALL-36M" },
    { category: "internet", itemClass: "installation", cycle: "monthly", sku: "toString" },
    { category: "internet", itemClass: "activation", cycle: "onetime" },
    { ...simPlan, planType: "data_only" },
    { ...simPlan, planType: "voice_only", dataGb: 5 },
    { ...simPlan, planType: "unknown", dataGb: 5 },
    { category: "sim", itemClass: "installation", cycle: "onetime" },
    { category: "sim", itemClass: "activation", cycle: "monthly" },
    { ...vpnPlan },
    { ...vpnPlan, region: "global" },
    { ...vpnPlan, region: "unknown" },
    { category: "vpn", itemClass: "activation", cycle: "monthly", region: "global" },
    { category: "vpn", itemClass: "add_on", cycle: "monthly", region: "global" },
  ])("%j is nothing that the shop can sell", (entered) => {
    expect(toProduct(item(1, entered))).toBeNull();
  });

  test("the name decides nothing", () => {
    const entered = { ...vpnPlan, region: "usa_sf", name: "SonixNet Internet SIM" } as const;
    expect(toProduct(item(33, entered))).toMatchObject({ kind: "vpn_plan", name: "SonixNet Internet SIM" });
  });
});
