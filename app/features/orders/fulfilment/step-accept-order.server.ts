import { FULFILMENT } from "#domain/orders/fulfilment.ts";
import { ownedOrder } from "./billing-order.server.ts";
import { act, attemptsOf, done, quietUntil, stop, type Step } from "./run.server.ts";

const ACCEPT = "AcceptOrder";

/** The adapter looks first: an order that is active already is accepted. */
export const acceptOrder: Step = async (run) => {
  const { deps } = run;
  const owned = ownedOrder(run);
  const until = quietUntil(await attemptsOf(run, ACCEPT), {
    quietMs: FULFILMENT.quietMs.AcceptOrder,
    now: deps.now(),
  });
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
