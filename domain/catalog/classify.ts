import { assertNever } from "../shared/errors.ts";
import type { ProductId } from "../shared/salesforce-ids.ts";
import { paymentsOf } from "./installments.ts";
import type { Offering, Product, SimPlanType, Tier, VpnRegion } from "./schema.ts";

type Facts = Omit<Product, "kind" | "cycle" | "sku">;
type Word<W> = W | "unknown" | null;

/** A row of the price book in our words, before it is known what it is. Null: staff left the field empty. */
export type CatalogueItem = Facts & {
  sku: string | null;
  category: Word<"internet" | "sim" | "vpn" | "other">;
  itemClass: Word<"service" | "installation" | "add_on" | "activation">;
  cycle: Word<"monthly" | "onetime">;
  offering: Word<Offering>;
  tier: Word<Tier>;
  planType: Word<SimPlanType>;
  dataGb: number | null;
  isFamily: boolean;
  region: Word<VpnRegion | "global">;
  bundledWith: ProductId | null;
  isBundled: boolean;
};

/**
 * What a product is, by its fields and never by its name, which staff may change at any time. Null for what the shop has no
 * place for, or whose fields do not agree: it is not listed, and nothing about it is guessed.
 */
export function toProduct(item: CatalogueItem): Product | null {
  const { sku, category, itemClass, cycle, offering, tier, planType, region, ...rest } = item;
  const { dataGb, isFamily, bundledWith, isBundled, ...facts } = rest;
  if (sku === null || !isKnown(category) || !isKnown(itemClass) || !isKnown(cycle)) return null;
  const common = { ...facts, sku };

  switch (category) {
    case "internet":
      switch (itemClass) {
        case "service":
          if (cycle !== "monthly" || !isKnown(offering) || !isKnown(tier)) return null;
          return { ...common, kind: "internet_plan", cycle, offering, tier };
        case "installation": {
          const payments = cycle === "onetime" ? 1 : paymentsOf(sku);
          return payments === null ? null : { ...common, kind: "installation", cycle, payments };
        }
        case "add_on":
          return {
            ...common,
            kind: "internet_addon",
            cycle,
            pairedWith: isBundled ? bundledWith : null,
          };
        case "activation":
          return null;
        default:
          return assertNever(itemClass);
      }
    case "sim":
      switch (itemClass) {
        case "service":
          if (cycle !== "monthly" || !isKnown(planType)) return null;
          // A plan with data whose amount nobody has entered cannot be told from the next one.
          if ((planType === "voice_only") !== (dataGb === null)) return null;
          return { ...common, kind: "sim_plan", cycle, planType, dataGb, isFamily };
        case "activation":
          return cycle === "onetime" ? { ...common, kind: "sim_activation", cycle } : null;
        case "add_on":
          return { ...common, kind: "sim_addon", cycle };
        case "installation":
          return null;
        default:
          return assertNever(itemClass);
      }
    case "vpn":
      if (!isKnown(region)) return null;
      if (itemClass === "service" && cycle === "monthly" && region !== "global")
        return { ...common, kind: "vpn_plan", cycle, region };
      if (itemClass === "activation" && cycle === "onetime")
        return { ...common, kind: "vpn_activation", cycle, region: region === "global" ? null : region };
      return null;
    case "other":
      return null;
    default:
      return assertNever(category);
  }
}

function isKnown<W extends string>(word: W | null): word is Exclude<W, "unknown"> {
  return word !== null && word !== "unknown";
}
