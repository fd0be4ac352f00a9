import { findProcess } from "#db/repositories/processes.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { FULFILMENT, guardOf } from "#domain/orders/fulfilment.ts";
import type { OrderId } from "#domain/shared/salesforce-ids.ts";
import { isAppError } from "#domain/shared/errors.ts";
import type { Services } from "~/services.ts";
import { adoptOrder } from "./adopt-orders.server.ts";
import { toFailure } from "./failure.server.ts";
import { fulfilOrder } from "./fulfil-order.server.ts";

/**
 * Something may have changed about an order: it is begun, or goes on at once. One that is finished or waits for a person stays so
 * until the customer system says that staff has set it going again; were it let go on that, it would run by itself. May be called at
 * any time and by several at once.
 */
export async function lookAtOrder(deps: Services, { orderId }: { orderId: OrderId }): Promise<void> {
  const { database, processes, queue, logger, now } = deps;
  const later = (ms: number) =>
    asSystem(database, (tx) =>
      queue.enqueue(
        tx,
        "look-at-order",
        { orderId },
        { singletonKey: orderId, startAfter: new Date(now().getTime() + ms) },
      ),
    );
  const found = await asSystem(database, async (tx) => {
    const process = await findProcess(tx, fulfilOrder.name, orderId);
    if (process === null) {
      const adopted = await adoptOrder(deps, tx, orderId);
      if (adopted !== "none") return adopted;
      await processes.start(tx, fulfilOrder, { orderId });
      return "under_way";
    }
    if (process.finishedAt !== null || process.state === "parked") return process;
    await processes.poke(tx, process.id);
    return "under_way";
  });
  if (found === "under_way") return;
  if (found === "busy") return later(FULFILMENT.unreadMs);
  if (found === "adopted") return lookAtOrder(deps, { orderId });

  const standing = await readStanding(deps, orderId);
  if (standing === "unreadable") return later(FULFILMENT.unreadMs);
  await asSystem(database, async (tx) => {
    switch (standing) {
      case "stop":
      case "wait":
        return;
      case "done":
        // Carried out by hand.
        if (found.state === "parked") await processes.cancel(tx, found.id, { anyway: true });
        return;
      case "finish":
      case "run":
        logger.info({ event: "order.reactivated", orderId }, "staff has set an order going again");
        if (found.finishedAt !== null) await processes.again(tx, fulfilOrder, { orderId });
        // Staff does not know that an operator keeps it: it says so once more.
        else if (found.held) await processes.park(tx, found.id, null);
        else await processes.retry(tx, found.id, null);
    }
  });
}

/** Whether an order that is not under way may run. */
async function readStanding({ salesforce, logger, now }: Services, orderId: OrderId) {
  try {
    const order = await salesforce.findOrder({ orderId });
    if (order !== null) return guardOf(order, { isUnderWay: false, now: now() }).go;
    logger.warn({ event: "order.gone", orderId }, "an order that is not under way is not there any more");
    return "stop";
  } catch (error) {
    if (!isAppError(error)) throw error;
    const { code, detail } = toFailure(error, "check");
    logger.warn(
      { event: "order.unreadable", orderId, code, detail },
      "an order that is not under way cannot be read",
    );
    return code === "SALESFORCE_UNAVAILABLE" ? "unreadable" : "stop";
  }
}
