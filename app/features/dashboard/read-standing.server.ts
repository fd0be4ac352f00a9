import { setTimeout as sleep } from "node:timers/promises";
import type { CustomerOrders } from "#domain/orders/customer-order.ts";
import { readEligibility } from "~/features/shop/read-eligibility.server.ts";
import { readOrders } from "~/features/orders/tracking/read-orders.server.ts";
import { readVerification } from "~/features/identity/read-verification.server.ts";
import { readUnfinished } from "~/features/orders/read-unfinished.server.ts";
import { readServices } from "~/features/subscriptions/read-services.server.ts";
import type { Reading } from "~/platform/cache/types.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";
import type { Standing } from "./dashboard.server.ts";

/** The page is about bills: it does not wait longer for another system to say what else there is to do. */
const WAIT_MS = 1_500;

/** Orders, identity check and address. What is not told in time is null and makes no task (portal.md 10). */
export async function readStanding(deps: Services, owner: Owner): Promise<Standing> {
  const [orders, verification, eligibility, services, unfinished] = await Promise.all([
    inTime(deps, () => readOrders(deps, owner)),
    inTime(deps, () => readVerification(deps, owner)),
    inTime(deps, () => readEligibility(deps, owner)),
    inTime(deps, () => readServices(deps, owner)),
    readUnfinished(deps, owner),
  ]);
  return {
    orders: orders && tellable(orders),
    verification: verification?.status ?? null,
    eligibility: eligibility?.status ?? null,
    // One that cannot be read may be active.
    activeServices:
      services && services.unreadable.length === 0
        ? services.rows.filter(({ status }) => status === "active").length
        : null,
    unfinished,
  };
}

/** Null where nothing can be read: a customer who has ordered is not told that there is nothing. */
function tellable({ orders, unreadable }: CustomerOrders): CustomerOrders["orders"] | null {
  return orders.length === 0 && unreadable.length > 0 ? null : orders;
}

async function inTime<T>({ logger }: Services, read: () => Promise<Reading<T>>): Promise<T | null> {
  try {
    const reading = await Promise.race([read(), sleep(WAIT_MS, null, { ref: false })]);
    return reading && reading.value;
  } catch (error) {
    // A login that is not linked yet has neither orders nor a check.
    logger.warn({ event: "dashboard.task_unknown", err: error }, "a task may be missing");
    return null;
  }
}
