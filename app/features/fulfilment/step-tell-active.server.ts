import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { billingTags } from "~/platform/cache/billing-cache.ts";
import { customerTags } from "~/platform/cache/customer-cache.ts";
import { tellCustomer } from "./tell-customer.server.ts";
import type { Step } from "./run.server.ts";

/** Nothing that was read before shows the new service: it is dropped before anybody is told. */
export const tellActive: Step = async (run) => {
  const { deps, order, customer } = run;
  const { clientId, user, accountId } = customer;
  await deps.cache.drop(
    customerTags.orders(accountId),
    billingTags.services(clientId),
    billingTags.invoices(clientId),
  );
  return {
    end: "done",
    // The customer system has the number by now.
    facts: { sealedNumber: null },
    also: async (tx) => {
      await tellCustomer(run, tx, "activated");
      await recordAuditEvent(tx, {
        userId: user.id,
        type: "order.activated",
        at: deps.now(),
        detail: { orderId: order.id, billingOrderId: run.fulfilment.billingOrderId },
      });
    },
  };
};
