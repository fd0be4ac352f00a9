import { ownedOrder, readBilled } from "./billing-order.server.ts";
import { stop, type Step } from "./run.server.ts";

/** Tells the customer system what the order became; that it is processed comes last. */
export const writeBack: Step = async (run) => {
  const { deps, order, customer } = run;
  const { billingOrderId } = ownedOrder(run);
  const read = await readBilled(run);
  if (!read.ok) return stop("WHMCS_ACCEPT_FAILED", `no service for ${read.lacking}`);
  const { pairs, main } = read.billed;
  const owned = { accountId: customer.accountId, orderId: order.id };
  await deps.salesforce.linkOrderServices({ ...owned, services: pairs });
  await deps.salesforce.updateOrderActivation({
    ...owned,
    change: {
      status: "processed",
      activation: "activated",
      billingOrderId: String(billingOrderId),
      error: null,
    },
  });
  return { end: "done", refs: { billingOrderId, serviceId: main } };
};
