import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { startOf, waitsUntil } from "#domain/orders/fulfilment.ts";
import { placeContractDocument } from "~/features/orders/contract/place-contract-document.server.ts";
import { billingTags } from "~/platform/cache/billing-cache.ts";
import { customerTags } from "~/platform/cache/customer-cache.ts";
import { wait } from "~/platform/process/define.ts";
import { done, orderStep, tellNews, tellPages, type Run } from "../run.server.ts";
import { checkOrder } from "../step-check.server.ts";
import { tellCustomer } from "../tell-customer.server.ts";

/** Says in the customer system that the work has begun, and clears what stopped it before. The same may be written twice. */
export const markActivating = orderStep("mark_activating", async ({ run }) => {
  await writeActivating(run);
  return done();
});

async function writeActivating(run: Run): Promise<void> {
  const { deps, order, customer } = run;
  await deps.salesforce.updateOrderActivation({
    accountId: customer.accountId,
    orderId: order.id,
    change: { activation: "activating", attemptedAt: deps.now(), error: null },
  });
  await tellPages(run, order.id);
}

/**
 * With the approval the contract is made: its document is placed without delay (JP-TB-6), and the mail that tells of it says that
 * the order is approved. The customer hears of it once, however often this runs.
 */
export const tellApproved = orderStep("tell_approved", ({ run }) => {
  const { deps, order, customer } = run;
  const end = done({
    async also(tx) {
      const contract = await placeContractDocument(deps, tx, { orderId: order.id });
      await tellCustomer(run, tx, "approved", { withMail: contract === "not_ours" });
    },
    after: () => tellNews(deps, { user: customer.user, orderId: order.id }),
  });
  return Promise.resolve(end);
});

/**
 * A line for a later day waits for it, an internet line until it is installed: before that nobody can use it, and nobody is charged. Then
 * it is checked once more: weeks may have passed.
 */
export const awaitStart = orderStep("await_start", async (turn) => {
  const { run, facts } = turn;
  const { deps, order, customer } = run;
  const isAwaited = facts.isInstallationAwaited === true;
  const until = waitsUntil(order, { isAwaited, now: deps.now() });
  if (until !== null) {
    await deps.salesforce.updateOrderActivation({
      accountId: customer.accountId,
      orderId: order.id,
      change: { activation: "scheduled" },
    });
    await tellPages(run, order.id);
    return wait(until, {
      facts: {
        scheduledFor: startOf(order.activation)?.toISOString() ?? null,
        isInstallationAwaited: order.kind === "internet",
      },
    });
  }
  if (!isAwaited && (facts.scheduledFor ?? null) === null) return done();
  const checked = await checkOrder(turn);
  if (checked.end !== "done") return checked;
  await writeActivating(run);
  return done({ facts: { scheduledFor: null, isInstallationAwaited: false } });
});

/** Nothing that was read before shows the new service: it is dropped before anybody is told. */
export const tellActive = orderStep("tell_active", async ({ run, facts }) => {
  const { deps, order, customer } = run;
  const { clientId, user, accountId } = customer;
  await deps.cache.drop(
    customerTags.orders(accountId),
    billingTags.services(clientId),
    billingTags.invoices(clientId),
  );
  return done({
    async also(tx) {
      await tellCustomer(run, tx, "activated");
      await recordAuditEvent(tx, {
        userId: user.id,
        type: "order.activated",
        at: deps.now(),
        detail: { orderId: order.id, billingOrderId: facts.billingOrderId ?? null },
      });
    },
    after: () => tellNews(deps, { user, orderId: order.id }),
  });
});
