import { alreadyDone, done, type Step } from "./run.server.ts";
import { requireNumber } from "./line.server.ts";

/** Puts the line's number where staff and every later run find it. */
export const noteNumber: Step = async (run) => {
  const { deps, order, customer } = run;
  const phoneNumber = await requireNumber(run);
  if (order.sim.phoneNumber === phoneNumber) return alreadyDone;
  await deps.salesforce.updateOrderActivation({
    accountId: customer.accountId,
    orderId: order.id,
    change: { phoneNumber },
  });
  return done;
};
