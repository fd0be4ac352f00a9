import { FULFILMENT } from "#domain/orders/fulfilment.ts";
import type { Services } from "~/services.ts";
import { adoptOrders } from "./adopt-orders.server.ts";
import { lookAtOrder } from "./look-at-order.server.ts";

/** At a time; the rest follows within the hour. */
const LIMIT = 200;

/**
 * Hourly: orders that are said to be under way and of which nothing has been heard for half an hour, because an event was lost, or the
 * line is live and its bill was never made (portal.md 7). What is under way here goes on by itself.
 */
export async function reconcileOrders(deps: Services): Promise<void> {
  await adoptOrders(deps);
  const untouchedSince = new Date(deps.now().getTime() - FULFILMENT.stalledMs);
  const orderIds = await deps.salesforce.listStalledOrders({ untouchedSince, limit: LIMIT });
  if (orderIds.length === 0) return;
  deps.logger.info({ event: "order.reconciled", orderIds }, "orders are looked after");
  for (const orderId of orderIds) await lookAtOrder(deps, { orderId });
}
