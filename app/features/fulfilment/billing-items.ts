import type { OrderedService } from "#domain/orders/billing-order.ts";
import type { FullOrder } from "#domain/orders/schema.ts";
import type { BillingProductId, ServiceId } from "#domain/shared/ids.ts";
import type { OrderItemId } from "#domain/shared/salesforce-ids.ts";

type Item = FullOrder["items"][number];
export type BillingItem = { productId: BillingProductId; cycle: "monthly" | "onetime"; quantity: number };

/** The lines as the billing system takes them; `lacking`: the SKU of the first one that it cannot. */
export function toBillingItems(
  items: readonly Item[],
): { ok: true; items: BillingItem[] } | { ok: false; lacking: string } {
  if (items.length === 0) return { ok: false, lacking: "no lines" };
  const lines: BillingItem[] = [];
  for (const { billingProductId, cycle, quantity, sku, productId } of items) {
    if (billingProductId === null || cycle === null || cycle === "unknown")
      return { ok: false, lacking: sku ?? productId };
    lines.push({ productId: billingProductId, cycle, quantity });
  }
  return { ok: true, items: lines };
}

/** Which service each line became, told apart by product and not by place; `lacking`: a line without one. */
export function pairServices(
  items: readonly Item[],
  services: readonly OrderedService[],
): { ok: true; pairs: { itemId: OrderItemId; serviceId: ServiceId }[] } | { ok: false; lacking: string } {
  const free = services.toSorted((a, b) => a.id - b.id);
  const pairs: { itemId: OrderItemId; serviceId: ServiceId }[] = [];
  for (const { id, billingProductId, sku, productId } of items) {
    const place = free.findIndex((service) => service.productId === billingProductId);
    const [service] = place < 0 ? [] : free.splice(place, 1);
    if (!service) return { ok: false, lacking: sku ?? productId };
    pairs.push({ itemId: id, serviceId: service.id });
  }
  return { ok: true, pairs };
}

/** What the order is about: the mobile plan, else the line that comes first. */
export function mainItem(
  items: readonly Item[],
  simPlans: Readonly<Record<string, unknown>>,
): Item | undefined {
  return items.find(({ sku }) => sku !== null && simPlans[sku] !== undefined) ?? items[0];
}
