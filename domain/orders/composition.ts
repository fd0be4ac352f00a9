import { simFeeOf, vpnFeeOf } from "../catalog/offers.ts";
import type { Offering, Product, ProductOf } from "../catalog/schema.ts";
import type { CalendarDate } from "../shared/dates.ts";
import { assertNever } from "../shared/errors.ts";
import type { Selection } from "./selection.ts";

/** What an order may hold, apart from the catalogue. */
export type OrderFacts = {
  day: CalendarDate;
  /** What the address can get; of use for internet alone, and empty unless it is eligible. */
  offerings: readonly Offering[];
  hasActiveSim: boolean;
};

export const CART_PROBLEMS = [
  /** Not in the price book, or withdrawn. */
  "unknown_sku",
  /** In the price book, but not for this part of such an order. */
  "wrong_category",
  "duplicate",
  "installation_count",
  /** One half of what is chosen or dropped as one. */
  "incomplete_pair",
  "voice_addon_on_data_plan",
  "family_without_sim",
  "not_offered",
  /** The price book lacks the activation fee, so staff has to act. */
  "fee_missing",
] as const;

export type CartProblem = {
  reason: (typeof CART_PROBLEMS)[number];
  field: "planSku" | "installationSku" | "addonSkus";
  sku: string;
};

export type Composition = { ok: Product[] } | { problems: CartProblem[] };

/**
 * The lines of an order (portal.md 6, "Composition"): plan, installation, add-ons, and the activation fee that is not chosen but
 * required. All problems are named at once; nothing is left out or put right in silence.
 */
export function composeOrder(
  selection: Selection,
  { products, facts }: { products: readonly Product[]; facts: OrderFacts },
): Composition {
  const problems: CartProblem[] = [];
  const complain = (reason: CartProblem["reason"], field: CartProblem["field"], sku: string) => {
    problems.push({ reason, field, sku });
    return null;
  };

  /** The product of a SKU, where it is one of the kind that belongs there. */
  function pick<Kind extends Product["kind"]>(
    kind: Kind,
    field: CartProblem["field"],
    sku: string,
  ): ProductOf<Kind> | null {
    const found = products.find((product) => product.sku === sku);
    if (!found?.isOrderable) return complain("unknown_sku", field, sku);
    const isOfKind = (product: Product): product is ProductOf<Kind> => product.kind === kind;
    if (isOfKind(found)) return found;
    // A second installation, or none at all: what stands in its place is something else.
    const isCount = field === "installationSku" || found.kind === "installation";
    return complain(isCount ? "installation_count" : "wrong_category", field, sku);
  }

  function pickAddons<Kind extends "internet_addon" | "sim_addon">(
    kind: Kind,
    skus: readonly string[],
  ): ProductOf<Kind>[] {
    const repeated = new Set(skus.filter((sku, index) => skus.indexOf(sku) !== index));
    for (const sku of repeated) complain("duplicate", "addonSkus", sku);
    return [...new Set(skus)].flatMap((sku) => pick(kind, "addonSkus", sku) ?? []);
  }

  const lines: (Product | null)[] = [];
  switch (selection.kind) {
    case "internet": {
      const plan = pick("internet_plan", "planSku", selection.planSku);
      if (plan && !facts.offerings.includes(plan.offering)) complain("not_offered", "planSku", plan.sku);
      const installation = pick("installation", "installationSku", selection.installationSku);
      const addons = pickAddons("internet_addon", selection.addonSkus);
      for (const { sku, pairedWith } of addons)
        if (pairedWith !== null && !addons.some(({ id }) => id === pairedWith))
          complain("incomplete_pair", "addonSkus", sku);
      lines.push(plan, installation, ...addons);
      break;
    }
    case "sim": {
      const plan = pick("sim_plan", "planSku", selection.planSku);
      if (plan?.isFamily && !facts.hasActiveSim) complain("family_without_sim", "planSku", plan.sku);
      const addons = pickAddons("sim_addon", selection.addonSkus);
      if (plan?.planType === "data_only")
        for (const { sku } of addons) complain("voice_addon_on_data_plan", "addonSkus", sku);
      const fee = plan && (simFeeOf(products) ?? complain("fee_missing", "planSku", plan.sku));
      lines.push(plan, ...addons, fee);
      break;
    }
    case "vpn": {
      const plan = pick("vpn_plan", "planSku", selection.planSku);
      const fee = plan && (vpnFeeOf(products, plan.region) ?? complain("fee_missing", "planSku", plan.sku));
      lines.push(plan, fee);
      break;
    }
    default:
      return assertNever(selection);
  }
  return problems.length > 0 ? { problems } : { ok: lines.filter((line) => line !== null) };
}
