import type { Product } from "../catalog/schema.ts";
import type { Service } from "../subscriptions/schema.ts";
import { kindOfService } from "../subscriptions/kind.ts";
import type { CustomerOrder } from "./customer-order.ts";

/** What decides about one more line that can call. */
export type VoiceFacts = {
  /** Whether the order is for one; null: that is not known. */
  isOrdered: boolean | null;
  /** Those that the person has or has ordered (JP-ID-7); null: not known. */
  lines: number | null;
  limit: number;
};

/** Null: not known. */
export function mayAddVoiceLine({ isOrdered, lines, limit }: VoiceFacts): boolean | null {
  if (isOrdered === false) return true;
  return isOrdered === null || lines === null ? null : lines < limit;
}

/** Whether a password alone may not order it (JP-ID-6): it is not known to be the first line of somebody who was checked for it. */
export function isAdditionalVoiceLine({ isOrdered, lines }: VoiceFacts): boolean {
  return isOrdered !== false && lines !== 0;
}

/** Null: no plan of the shop has this SKU. */
export function isVoicePlan(sku: string, products: readonly Product[]): boolean | null {
  const plan = products.find((product) => product.kind === "sim_plan" && product.sku === sku);
  return plan?.kind === "sim_plan" ? plan.planType !== "data_only" : null;
}

const HELD: ReadonlySet<Service["status"]> = new Set(["pending", "active", "suspended", "unknown"]);
const ON_THE_WAY: ReadonlySet<CustomerOrder["label"]> = new Set([
  "under_review",
  "setting_up",
  "scheduled",
  "needs_attention",
  "unknown",
]);

/**
 * The lines that can call: services and orders that are to become one. What the catalogue does not know may be one and counts. Between
 * its bill and its end an order counts twice, for minutes; that asks a second time for a factor and never lets a line through.
 */
export function countVoiceLines({
  services,
  orders,
  products,
}: {
  services: readonly Service[];
  orders: readonly Pick<CustomerOrder, "kind" | "label" | "lines">[];
  products: readonly Product[];
}): number {
  const held = services.filter((service) => {
    if (!HELD.has(service.status) || kindOfService(service, products) !== "sim") return false;
    const product = products.find(({ billingProductId }) => billingProductId === service.productId);
    return product === undefined || (product.kind === "sim_plan" && product.planType !== "data_only");
  });
  const ordered = orders.filter(({ kind, label, lines }) => {
    if (kind !== "sim" || !ON_THE_WAY.has(label)) return false;
    const plans = lines.map(({ sku }) => (sku === null ? null : isVoicePlan(sku, products)));
    // An order whose lines name no plan of the shop may be for any.
    return plans.includes(true) || !plans.includes(false);
  });
  return held.length + ordered.length;
}
