import {
  endAttempt,
  type Fulfilment,
  type FulfilmentChange,
  type Lease,
} from "#db/repositories/fulfilments.server.ts";
import { asSystem, type SystemTx } from "#db/row-security.server.ts";
import { FULFILMENT, onFailure, retryPauseMs, staffMessage } from "#domain/orders/fulfilment.ts";
import type { FullOrder } from "#domain/orders/schema.ts";
import { isAppError, isUnavailable } from "#domain/shared/errors.ts";
import { customerTags } from "~/platform/cache/customer-cache.ts";
import { publishEvent } from "~/platform/events/publish-event.server.ts";
import type { Services } from "~/services.ts";
import type { Failure } from "./failure.server.ts";
import { updateHeld, type Run } from "./run.server.ts";
import { tellCustomer } from "./tell-customer.server.ts";

export type Stopped = {
  lease: Lease;
  fulfilment: Fulfilment;
  failure: Failure;
  /** What was begun and has failed. */
  attempt?: number;
  /** As far as they are known. */
  order?: FullOrder;
  customer?: Run["customer"] | null;
};

/**
 * An order cannot go on now: tried again by itself as often as its code says, then left to a person, visibly, with everything that was
 * done. Gives the time of the next try; null when there is none.
 */
export async function stopped(deps: Services, at: Stopped): Promise<Date | null> {
  const { logger, now, config } = deps;
  const { lease, fulfilment, failure, order, customer } = at;
  const { orderId } = lease;
  const { step } = fulfilment;
  const failures = fulfilment.failures + 1;
  if (onFailure({ step, code: failure.code, failures }) === "again") {
    logger.warn({ orderId, step, failures, ...failure }, "a step of an order is tried again");
    await write(deps, at, { state: "waiting", failures });
    const pauseMs = Math.min(retryPauseMs(failures, Math.random()), config.timing.longestRetryMs);
    return new Date(now().getTime() + pauseMs);
  }
  if (!(await tellStaff(deps, at))) {
    logger.error(
      { orderId, step, ...failure },
      "an order has stopped, and the customer system cannot be told",
    );
    await write(deps, at, { state: "waiting", failures });
    return new Date(now().getTime() + FULFILMENT.untoldMs);
  }
  logger.error({ orderId, step, ...failure }, "an order has stopped: see to it by hand");
  await write(deps, at, { state: "parked", failures }, async (tx) => {
    if (order && customer) await tellCustomer({ deps, order, customer }, tx, { failed: failure.code });
  });
  if (!customer) return null;
  await deps.cache.drop(customerTags.orders(customer.accountId));
  await publishEvent(deps, customer.user.id, { type: "orders.changed", orderId });
  await publishEvent(deps, customer.user.id, { type: "notifications.changed" });
  return null;
}

function write(
  { database, now }: Services,
  { lease, attempt, failure: { code, detail } }: Stopped,
  change: FulfilmentChange,
  also?: (tx: SystemTx) => Promise<void>,
): Promise<void> {
  return asSystem(database, async (tx) => {
    const end = { outcome: "failed", errorCode: code, now: now() } as const;
    if (attempt !== undefined) await endAttempt(tx, { id: attempt, ...end });
    await also?.(tx);
    await updateHeld(tx, { ...lease, change: { ...change, errorCode: code, detail }, now: now() });
  });
}

/** False when the customer system does not answer: then nobody would see that the order needs a person. */
async function tellStaff(
  { salesforce, logger, now }: Services,
  { order, failure: { code, detail } }: Stopped,
): Promise<boolean> {
  if (!order) return code !== "SALESFORCE_UNAVAILABLE";
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
    logger.error({ err: thrown, orderId }, "the customer system does not take that an order has stopped");
    return true;
  }
}
