import { staffMessage } from "#domain/orders/fulfilment.ts";
import type { FulfilmentError, FullOrder } from "#domain/orders/schema.ts";
import { isAppError, isUnavailable } from "#domain/shared/errors.ts";
import { customerTags } from "~/platform/cache/customer-cache.ts";
import type { BareTurn, Stop, Told } from "~/platform/process/define.ts";
import type { Services } from "~/services.ts";
import { findCustomer } from "./customer.server.ts";
import { toStaff } from "./error-code.ts";
import type { Facts } from "./facts.ts";
import { tellNews, type Input, type Run } from "./run.server.ts";
import { tellCustomer } from "./tell-customer.server.ts";

/** Staff has taken the order back: what it says in the customer system stays. */
export const TAKEN_BACK = "TAKEN_BACK";

/**
 * An order is left to a person, visibly, with everything that was done. `untold` when the customer system does not answer: then nobody
 * would see that the order needs a person.
 */
export async function stopped(
  { services: deps, run, input: { orderId } }: BareTurn<Services, Input, Facts> & { run: Run | null },
  why: Stop,
): Promise<Told> {
  if (why.code === TAKEN_BACK) return {};
  const { code, detail } = toStaff(why);
  if (run === null && code === "SALESFORCE_UNAVAILABLE") return "untold";
  const order = run?.order ?? (await deps.salesforce.findOrder({ orderId }));
  if (order === null) return {};
  if (!(await tellStaff(deps, { order, code, detail }))) return "untold";
  const customer = run?.customer ?? (await findCustomer(deps, order.accountId));
  if (customer === null) return {};
  const { user, accountId } = customer;
  return {
    also: (tx) => tellCustomer({ deps, order, customer }, tx, { failed: code }),
    async after() {
      await deps.cache.drop(customerTags.orders(accountId));
      await tellNews(deps, { user, orderId });
    },
  };
}

/** False when the customer system does not answer. */
async function tellStaff(
  { salesforce, logger, now }: Services,
  { order, code, detail }: { order: FullOrder; code: FulfilmentError; detail: string | null },
): Promise<boolean> {
  const { accountId, id: orderId } = order;
  const error = { code, message: staffMessage(code, detail) };
  try {
    await salesforce.updateOrderActivation({
      accountId,
      orderId,
      change: { activation: "failed", error, attemptedAt: now() },
    });
    return true;
  } catch (thrown) {
    if (isUnavailable(thrown)) return false;
    if (!isAppError(thrown)) throw thrown;
    logger.error(
      { event: "order.stop_not_told", err: thrown, orderId },
      "the customer system does not take that an order has stopped",
    );
    return true;
  }
}
