import { ownedOrder } from "./billing-order.server.ts";
import { act, attemptsOf, done, quietUntil, stop, type Step } from "./run.server.ts";

const ACCEPT = "AcceptOrder";

/** The adapter looks first: an order that is active already is accepted. */
export const acceptOrder: Step = async (run) => {
  const { deps } = run;
  const owned = ownedOrder(run);
  const until = quietUntil(deps, ACCEPT, await attemptsOf(run, ACCEPT));
  if (until) return { end: "wait", until };
  const accepted = await act(run, ACCEPT, () => deps.whmcs.acceptOrder(owned));
  switch (accepted.outcome) {
    case "accepted":
      return done;
    case "not_acceptable":
      return stop("WHMCS_ACCEPT_FAILED", `order ${owned.billingOrderId} is not pending`);
    case "unknown":
      return stop("WHMCS_UNAVAILABLE", ACCEPT);
  }
};
