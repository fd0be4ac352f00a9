import type { OrderedService } from "#domain/orders/billing-order.ts";
import { AppError } from "#domain/shared/errors.ts";
import type { ServiceId } from "#domain/shared/ids.ts";
import type { OrderItemId } from "#domain/shared/salesforce-ids.ts";
import type { OwnedBillingOrder } from "#integrations/whmcs/orders.ts";
import { mainItem, pairServices } from "./billing-items.ts";
import type { OrderTurn } from "./run.server.ts";

type Billed = {
  services: OrderedService[];
  pairs: { itemId: OrderItemId; serviceId: ServiceId }[];
  /** What the order is about: the plan, where there are fees and options beside it. */
  main: ServiceId;
};

export function ownedOrder({ facts: { billingOrderId }, run }: OrderTurn): OwnedBillingOrder {
  if (billingOrderId === undefined)
    throw new AppError("internal", { reason: "INTERNAL", message: "the process has no billing order yet" });
  return { clientId: run.customer.clientId, billingOrderId };
}

/** The services that the order has made. `lacking`: the SKU of a line that became none. */
export async function readBilled(
  turn: OrderTurn,
): Promise<{ ok: true; billed: Billed } | { ok: false; lacking: string }> {
  const { deps, order } = turn.run;
  const services = await deps.whmcs.listOrderedServices(ownedOrder(turn));
  const paired = pairServices(order.items, services);
  if (!paired.ok) return paired;
  const item = mainItem(order.items, deps.config.fulfilment.simPlans);
  const main = paired.pairs.find(({ itemId }) => itemId === item?.id);
  if (!main) return { ok: false, lacking: "no lines" };
  return { ok: true, billed: { services, pairs: paired.pairs, main: main.serviceId } };
}
