import { listOverdue } from "#db/repositories/fulfilments.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { FULFILMENT } from "#domain/orders/fulfilment.ts";
import type { OrderId } from "#domain/shared/salesforce-ids.ts";
import type { Services } from "~/services.ts";

/** At a time; the rest follows within the hour. */
const LIMIT = 200;

/**
 * Hourly: orders that are said to be under way and of which nothing has been heard for half an hour, because an event or a job was
 * lost, or the line is live and its bill was never made (portal.md 7). A job that is there already stays the only one.
 */
export async function reconcileOrders(deps: Services): Promise<void> {
  const untouchedSince = new Date(deps.now().getTime() - FULFILMENT.stalledMs);
  await enqueueOverdue(deps, untouchedSince);
  await enqueue(deps, await deps.salesforce.listStalledOrders({ untouchedSince, limit: LIMIT }));
}

/** At 00:00 in Tokyo: the orders of the day. */
export function startScheduledOrders(deps: Services): Promise<void> {
  return enqueueOverdue(deps, null);
}

async function enqueueOverdue(deps: Services, untouchedSince: Date | null): Promise<void> {
  const { database, now } = deps;
  await enqueue(
    deps,
    await asSystem(database, (tx) => listOverdue(tx, { untouchedSince, now: now(), limit: LIMIT })),
  );
}

async function enqueue({ database, queue, logger }: Services, orderIds: readonly OrderId[]): Promise<void> {
  if (orderIds.length === 0) return;
  logger.info({ orderIds }, "orders are looked after");
  await asSystem(database, async (tx) => {
    for (const orderId of orderIds)
      await queue.enqueue(tx, "fulfil-order", { orderId }, { singletonKey: orderId });
  });
}
