import { requireLine } from "./line.server.ts";
import { done, tellPages, type Step } from "./run.server.ts";

/** The line is live: its card leaves the stock, and the customer system knows. The status waits for the bill. */
export const markActivated: Step = async (run) => {
  const { deps, order, customer } = run;
  const owned = { accountId: customer.accountId, orderId: order.id };
  const line = requireLine(run);
  if (line.form === "card") await deps.salesforce.assignSimCard({ ...owned, simCardId: line.simCardId });
  await deps.salesforce.updateOrderActivation({ ...owned, change: { activation: "activated" } });
  await tellPages(run, order.id);
  return done;
};
