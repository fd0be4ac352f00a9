import { FULFILMENT } from "#domain/orders/fulfilment.ts";
import { makeOpportunityActive } from "../active-opportunity.server.ts";
import { ownedOrder, readBilled } from "../billing-order.server.ts";
import { alreadyDone, done, orderStep, stop } from "../run.server.ts";

const ACCEPT = "AcceptOrder";

export const acceptOrder = orderStep("accept_order", async (turn) => {
  const { deps } = turn.run;
  const owned = ownedOrder(turn);
  const accepted = await turn.once(ACCEPT, {
    repeat: "after_look",
    quietMs: FULFILMENT.quietMs.AcceptOrder,
    unclear: "WHMCS_UNAVAILABLE",
    // The adapter looks before it acts: an order that is active already is accepted.
    look: () => Promise.resolve({ absent: true }),
    async act() {
      const { outcome } = await deps.whmcs.acceptOrder(owned);
      switch (outcome) {
        case "accepted":
          return { outcome: "done" };
        case "not_acceptable":
          return {
            outcome: "refused",
            code: "WHMCS_ACCEPT_FAILED",
            detail: `order ${owned.billingOrderId} is not pending`,
          };
        case "unknown":
          return { outcome };
      }
    },
  });
  if (accepted.outcome === "refused") return stop("WHMCS_ACCEPT_FAILED", accepted.detail);
  return done();
});

/** Tells the customer system what the order became; that it is processed comes last. */
export const writeBack = orderStep("write_back", async (turn) => {
  const { deps, order, customer } = turn.run;
  const { billingOrderId } = ownedOrder(turn);
  const read = await readBilled(turn);
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
  return done({ refs: { billingOrderId, serviceId: main } });
});

/** The service's whole life is followed in its opportunity; an order by phone may have none. */
export const moveOpportunity = orderStep("move_opportunity", async (turn) => {
  const { deps, order, customer } = turn.run;
  if (order.opportunityId === null) return alreadyDone;
  const read = await readBilled(turn);
  if (!read.ok) return stop("UNKNOWN", `no service for ${read.lacking}`);
  await makeOpportunityActive(deps, { order, clientId: customer.clientId, serviceId: read.billed.main });
  return done();
});
