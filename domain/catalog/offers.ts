import { z } from "zod";
import type { CalendarDate } from "../shared/dates.ts";
import { GrossPriceSchema, PriceSchema, toPrice, type GrossPrice, type Price } from "./price.ts";
import {
  OFFERINGS,
  SIM_PLAN_TYPES,
  TIERS,
  VPN_REGIONS,
  type Offering,
  type Product,
  type ProductOf,
  type ServiceKind,
  type VpnRegion,
} from "./schema.ts";

/**
 * What a customer can choose from, with every price as it is shown: the same for pages and JSON. Plans are those that are listed
 * and may be ordered; fees, installations and add-ons come with them and are listed nowhere else.
 */
const PlanSchema = z.object({
  sku: z.string(),
  name: z.string(),
  features: z.array(z.string()),
  monthly: PriceSchema,
});
const FeeSchema = z.object({ sku: z.string(), name: z.string(), price: PriceSchema });
export type Fee = z.infer<typeof FeeSchema>;

export const AddonSchema = z.object({
  sku: z.string(),
  name: z.string(),
  cycle: z.enum(["monthly", "onetime"]),
  price: PriceSchema,
  /** One-time set-up that is chosen or dropped with it. */
  setup: FeeSchema.nullable(),
});
export type Addon = z.infer<typeof AddonSchema>;

export const InstallationSchema = z.object({
  sku: z.string(),
  name: z.string(),
  payments: z.int().positive(),
  /** Of each payment. */
  price: PriceSchema,
  /** All payments together. */
  total: GrossPriceSchema,
  isDefault: z.boolean(),
});
export type Installation = z.infer<typeof InstallationSchema>;

export const InternetPlanSchema = PlanSchema.extend({ offering: z.enum(OFFERINGS), tier: z.enum(TIERS) });
export type InternetPlan = z.infer<typeof InternetPlanSchema>;
export const InternetOffersSchema = z.object({
  /** The lowest monthly price to pay; null when there is no plan. */
  from: GrossPriceSchema.nullable(),
  plans: z.array(InternetPlanSchema),
  installations: z.array(InstallationSchema),
  addons: z.array(AddonSchema),
});
export type InternetOffers = z.infer<typeof InternetOffersSchema>;

export const SimPlanSchema = PlanSchema.extend({
  planType: z.enum(SIM_PLAN_TYPES),
  dataGb: z.int().positive().nullable(),
  isFamily: z.boolean(),
});
export type SimPlan = z.infer<typeof SimPlanSchema>;
export const SimOffersSchema = z.object({
  from: GrossPriceSchema.nullable(),
  plans: z.array(SimPlanSchema),
  activation: FeeSchema.nullable(),
  addons: z.array(AddonSchema),
});
export type SimOffers = z.infer<typeof SimOffersSchema>;

export const VpnPlanSchema = PlanSchema.extend({
  region: z.enum(VPN_REGIONS),
  /** The fee of the region, or the one of every region. */
  activation: FeeSchema.nullable(),
});
export type VpnPlan = z.infer<typeof VpnPlanSchema>;
export const VpnOffersSchema = z.object({ from: GrossPriceSchema.nullable(), plans: z.array(VpnPlanSchema) });
export type VpnOffers = z.infer<typeof VpnOffersSchema>;

type Catalogue = readonly Product[];

/** `offerings`: what the address can get; left out, everything is shown. */
export function internetOffers(
  products: Catalogue,
  { day, offerings = OFFERINGS }: { day: CalendarDate; offerings?: readonly Offering[] },
): InternetOffers {
  const plans = plansOf(products, "internet_plan")
    .filter(({ offering }) => offerings.includes(offering))
    .map((plan) => ({ ...toPlan(plan, day), offering: plan.offering, tier: plan.tier }));
  return {
    from: lowest(plans),
    plans,
    installations: orderable(products, "installation").map((product) => toInstallation(product, day)),
    addons: addonsOf(products, "internet_addon", day),
  };
}

/** Family plans are for customers who have an active SIM; nobody else sees them (portal.md 5.4). */
export function simOffers(
  products: Catalogue,
  { day, hasActiveSim }: { day: CalendarDate; hasActiveSim: boolean },
): SimOffers {
  const plans = plansOf(products, "sim_plan")
    .filter(({ isFamily }) => hasActiveSim || !isFamily)
    .map((plan) => ({
      ...toPlan(plan, day),
      planType: plan.planType,
      dataGb: plan.dataGb,
      isFamily: plan.isFamily,
    }));
  const activation = simFeeOf(products);
  return {
    from: lowest(plans),
    plans,
    activation: activation ? toFee(activation, day) : null,
    addons: addonsOf(products, "sim_addon", day),
  };
}

export function vpnOffers(products: Catalogue, { day }: { day: CalendarDate }): VpnOffers {
  const plans = plansOf(products, "vpn_plan").map((plan) => {
    const fee = vpnFeeOf(products, plan.region);
    return { ...toPlan(plan, day), region: plan.region, activation: fee ? toFee(fee, day) : null };
  });
  return { from: lowest(plans), plans };
}

/** What every new SIM costs once; null: the price book has no such fee now. */
export function simFeeOf(products: Catalogue): ProductOf<"sim_activation"> | null {
  return orderable(products, "sim_activation").sort(byDefault)[0] ?? null;
}

/** The fee of the region, or the one of every region; null: neither is in the price book. */
export function vpnFeeOf(products: Catalogue, region: VpnRegion): ProductOf<"vpn_activation"> | null {
  const fees = orderable(products, "vpn_activation");
  return fees.find((fee) => fee.region === region) ?? fees.find((fee) => fee.region === null) ?? null;
}

/** The lowest price of each kind, for everybody; null where there is no plan. */
export function fromPrices(products: Catalogue, day: CalendarDate): Record<ServiceKind, GrossPrice | null> {
  return {
    internet: internetOffers(products, { day }).from,
    sim: simOffers(products, { day, hasActiveSim: false }).from,
    vpn: vpnOffers(products, { day }).from,
  };
}

function orderable<Kind extends Product["kind"]>(products: Catalogue, kind: Kind): ProductOf<Kind>[] {
  return products
    .filter((product): product is ProductOf<Kind> => product.kind === kind && product.isOrderable)
    .sort((a, b) => a.position - b.position || (a.sku < b.sku ? -1 : 1));
}

function plansOf<Kind extends Product["kind"]>(products: Catalogue, kind: Kind): ProductOf<Kind>[] {
  return orderable(products, kind).filter(({ isListed }) => isListed);
}

function byDefault(a: Product, b: Product): number {
  return Number(b.isDefault) - Number(a.isDefault);
}

function lowest(plans: readonly { monthly: Price }[]): GrossPrice | null {
  const [first, ...others] = plans.map(({ monthly }) => monthly.withTax);
  return first ? others.reduce((low, each) => (each.minor < low.minor ? each : low), first) : null;
}

function toPlan({ sku, name, features, price }: Product, day: CalendarDate) {
  return { sku, name, features, monthly: toPrice(price, day) };
}

function toFee({ sku, name, price }: Product, day: CalendarDate): Fee {
  return { sku, name, price: toPrice(price, day) };
}

function toInstallation(product: ProductOf<"installation">, day: CalendarDate): Installation {
  const { sku, name, payments, isDefault } = product;
  const price = toPrice(product.price, day);
  return { sku, name, payments, price, total: allPayments(price, payments), isDefault };
}

/** Each month is an invoice of its own, whose tax is rounded by itself. */
export function allPayments({ withTax }: Price, payments: number): GrossPrice {
  return GrossPriceSchema.parse({ ...withTax, minor: withTax.minor * payments });
}

/** A pair is one offer, under its monthly half; while one half cannot be ordered, neither can the other. */
function addonsOf(products: Catalogue, kind: "internet_addon" | "sim_addon", day: CalendarDate): Addon[] {
  const all = orderable(products, kind);
  return all.flatMap((product): Addon[] => {
    const { sku, name, cycle } = product;
    const offer = { sku, name, cycle, price: toPrice(product.price, day), setup: null };
    if (product.kind !== "internet_addon" || product.pairedWith === null) return [offer];
    const partner = all.find(({ id }) => id === product.pairedWith);
    if (!partner || cycle !== "monthly" || partner.cycle !== "onetime") return [];
    return [{ ...offer, setup: toFee(partner, day) }];
  });
}
