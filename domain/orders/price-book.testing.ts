import { internetPlan, product, productId, simPlan, vpnPlan, yen } from "../catalog/catalogue.testing.ts";
import type { CatalogueItem } from "../catalog/classify.ts";
import type { Product } from "../catalog/schema.ts";
import type { CalendarDate } from "../shared/dates.ts";
import { EidSchema } from "../sim/ids.ts";
import type { OrderFacts } from "./composition.ts";
import type { Selection } from "./selection.ts";

const entry = (number: number, sku: string, price: number, entered: Partial<CatalogueItem>) =>
  product(number, { sku, price: yen(price), ...entered });
const installation = { category: "internet", itemClass: "installation", isListed: false } as const;
const internetAddon = { category: "internet", itemClass: "add_on", isListed: false } as const;
const simAddon = { category: "sim", itemClass: "add_on", cycle: "monthly", isListed: false } as const;
const fee = { itemClass: "activation", cycle: "onetime", isListed: false } as const;

/** As much of the price book as the tests of carts need: one product at least of every kind. */
export const products: readonly Product[] = [
  entry(182, "HOME-GOLD", 6_500, { ...internetPlan, offering: "home_1g", tier: "gold" }),
  entry(185, "FLAT-GOLD", 5_800, { ...internetPlan, offering: "apartment_1g", tier: "gold" }),
  entry(242, "INSTALL-ONCE", 22_800, { ...installation, cycle: "onetime", isDefault: true }),
  entry(243, "INTERNET-INSTALL-12M", 1_900, { ...installation, cycle: "monthly" }),
  entry(245, "WEEKEND", 3_000, { ...internetAddon, cycle: "onetime" }),
  entry(246, "PHONE", 450, {
    ...internetAddon,
    cycle: "monthly",
    isBundled: true,
    bundledWith: productId(247),
  }),
  entry(247, "PHONE-SETUP", 1_000, {
    ...internetAddon,
    cycle: "onetime",
    isBundled: true,
    bundledWith: productId(246),
  }),
  entry(202, "VOICE-10", 1_980, { ...simPlan, planType: "data_voice", dataGb: 10 }),
  entry(205, "FAMILY-50", 3_980, { ...simPlan, planType: "data_voice", dataGb: 50, isFamily: true }),
  entry(206, "DATA-5", 880, { ...simPlan, planType: "data_only", dataGb: 5 }),
  entry(209, "VOICE", 980, { ...simPlan, planType: "voice_only" }),
  entry(213, "OLD-3", 900, { ...simPlan, planType: "data_voice", dataGb: 3, isOrderable: false }),
  entry(210, "SIM-FEE", 1_500, { ...fee, category: "sim" }),
  entry(211, "VOICE-MAIL", 300, simAddon),
  entry(212, "CALL-WAITING", 200, simAddon),
  entry(33, "VPN-USA", 2_500, { ...vpnPlan, region: "usa_sf" }),
  entry(54, "VPN-UK", 2_500, { ...vpnPlan, region: "uk_london" }),
  entry(37, "VPN-FEE", 3_000, { ...fee, category: "vpn", region: "global" }),
  entry(38, "VPN-FEE-UK", 2_000, { ...fee, category: "vpn", region: "uk_london" }),
];

export const facts: OrderFacts = {
  day: "2026-11-23" as CalendarDate,
  offerings: ["home_1g"],
  hasActiveSim: false,
};

type Of<Kind extends Selection["kind"]> = Extract<Selection, { kind: Kind }>;

export const internet = (change: Partial<Of<"internet">> = {}): Selection => ({
  kind: "internet",
  planSku: "HOME-GOLD",
  installationSku: "INSTALL-ONCE",
  addonSkus: [],
  accessMode: "ipoe_own_router",
  ...change,
});
export const sim = (change: Partial<Of<"sim">> = {}): Selection => ({
  kind: "sim",
  planSku: "VOICE-10",
  addonSkus: [],
  eid: EidSchema.parse("89049032000000000000000000100170"),
  startsOn: null,
  porting: null,
  holder: null,
  ...change,
});
export const vpn = (planSku = "VPN-USA"): Selection => ({ kind: "vpn", planSku });
