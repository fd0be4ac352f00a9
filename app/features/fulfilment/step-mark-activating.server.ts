import { done, tellPages, type Run, type Step } from "./run.server.ts";

/** Says in the customer system that the work has begun, and clears what stopped it before. The same may be written twice. */
export const markActivating: Step = async (run) => {
  await writeActivating(run);
  return done;
};

export async function writeActivating(run: Run): Promise<void> {
  const { deps, order, customer } = run;
  await deps.salesforce.updateOrderActivation({
    accountId: customer.accountId,
    orderId: order.id,
    change: { activation: "activating", attemptedAt: deps.now(), error: null },
  });
  await tellPages(run, order.id);
}
