import { startOf } from "#domain/orders/fulfilment.ts";
import { done, tellPages, type Step } from "./run.server.ts";
import { check } from "./step-check.server.ts";
import { writeActivating } from "./step-mark-activating.server.ts";

/** A line for a later day waits for it, and is checked once more when the day has come: weeks may have passed. */
export const awaitStart: Step = async (run) => {
  const { deps, order, customer, fulfilment } = run;
  const start = startOf(order.activation);
  if (start !== null && start > deps.now()) {
    await deps.salesforce.updateOrderActivation({
      accountId: customer.accountId,
      orderId: order.id,
      change: { activation: "scheduled" },
    });
    await tellPages(run, order.id);
    return { end: "wait", until: start, facts: { scheduledFor: start } };
  }
  if (fulfilment.scheduledFor === null) return done;
  const checked = await check(run);
  if (checked.end !== "done") return checked;
  await writeActivating(run);
  return { end: "done", facts: { scheduledFor: null } };
};
