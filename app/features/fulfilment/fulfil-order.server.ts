import { BILLING_STEP, guardOf, isRetried, RETRY_PAUSES } from "#domain/orders/fulfilment.ts";
import {
  defineProcess,
  ready,
  wait,
  type BareTurn,
  type Ready,
  type StepEnd,
} from "~/platform/process/define.ts";
import type { Services } from "~/services.ts";
import { findCustomer } from "./customer.server.ts";
import { FactsSchema, type Facts } from "./facts.ts";
import { toFailure } from "./failure.server.ts";
import { done, InputSchema, stop, type Input, type Run } from "./run.server.ts";
import { activateLine } from "./step-activate-line.server.ts";
import { addOrder } from "./step-add-order.server.ts";
import { check } from "./step-check.server.ts";
import { serviceFields } from "./step-service-fields.server.ts";
import { acceptOrder, moveOpportunity, writeBack } from "./steps/billing.server.ts";
import { awaitLine, markActivated, noteNumber, registerVoice } from "./steps/line.server.ts";
import { awaitStart, markActivating, tellActive, tellApproved } from "./steps/notices.server.ts";
import { stopped, TAKEN_BACK } from "./stopped.server.ts";

/**
 * Carries an approved order out (portal.md 7). Every step looks before it acts, and an order that must not be worked on is left alone.
 * The line comes before the bill: one that cannot be activated must not be charged for.
 */
export const fulfilOrder = defineProcess<Services, Input, Facts, Run>({
  name: "fulfil-order",
  version: 1,
  input: InputSchema,
  facts: FactsSchema,
  keep: "fulfilments",
  key: ({ orderId }) => orderId,
  concurrency: ({ config }) => config.fulfilment.concurrency,
  prepare,
  steps: [
    check,
    markActivating,
    tellApproved,
    awaitStart,
    activateLine,
    noteNumber,
    awaitLine,
    registerVoice,
    markActivated,
    addOrder,
    acceptOrder,
    serviceFields,
    writeBack,
    moveOpportunity,
    tellActive,
  ],
  retry: { pauses: RETRY_PAUSES, of: toFailure, again: isRetried },
  stopped,
  // Staff sees it stop, and undoes what is there.
  cancelled: () => Promise.resolve(stop("UNKNOWN", "cancelled by an operator")),
});

/** Reads the order, which an event only hints at, and whose it is. */
async function prepare({
  services: deps,
  input: { orderId },
  facts,
  runs,
}: BareTurn<Services, Input, Facts>): Promise<Ready<Facts, Run> | StepEnd<Facts>> {
  const order = await deps.salesforce.findOrder({ orderId });
  if (order === null) return stop("ORDER_NOT_FOUND");
  const isUnderWay = facts.isBegun === true || runs > 1;
  const guard = guardOf(order, { isUnderWay, now: deps.now() });
  switch (guard.go) {
    case "stop":
      if (!isUnderWay) return done({ next: null, forget: true });
      deps.logger.error(
        { event: "order.taken_back", orderId, status: order.status },
        "an order was taken back while it was being set up",
      );
      return { end: "stop", code: TAKEN_BACK, detail: `taken back: ${order.status}` };
    case "done":
      // Processed, but not to its end here: what is left is to tell people.
      if (isUnderWay) break;
      return done({ next: null, forget: true });
    case "wait":
      return wait(guard.until, { facts: { isBegun: true, scheduledFor: guard.until.toISOString() } });
    case "finish":
    case "run":
      break;
  }
  const customer = await findCustomer(deps, order.accountId);
  if (customer === null) return stop("MAPPING_MISSING");
  const { kind, accountId } = order;
  if (kind === null || kind === "unknown") return stop("UNKNOWN", "type of the order");
  return ready(
    { deps, order, kind, customer },
    {
      facts: { isBegun: true, accountId, kind },
      owner: customer.user.id,
      ...(guard.go === "finish" && !isUnderWay ? { step: BILLING_STEP } : {}),
    },
  );
}
