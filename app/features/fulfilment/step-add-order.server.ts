import { FULFILMENT } from "#domain/orders/fulfilment.ts";
import { BillingOrderIdSchema, type BillingOrderId } from "#domain/shared/ids.ts";
import { toBillingItems, type BillingItem } from "./billing-items.ts";
import { alreadyDone, done, isUnclear, orderStep, stop, type Run } from "./run.server.ts";

const ADD = "AddOrder";
/** By how much the clocks of the two systems may differ. */
const CLOCKS_MS = 5 * 60_000;

/**
 * The order in the billing system, which has no keys: our note is looked for first, and while the answer to an earlier call is
 * missing nothing is sent (whmcs.md 1.7).
 */
export const addOrder = orderStep("add_order", async ({ run, facts, once }) => {
  const { deps, order, customer } = run;
  const { clientId } = customer;
  const known = facts.billingOrderId ?? parseId(order.billingOrderId);
  if (known !== null) return { ...alreadyDone, facts: { billingOrderId: known } };

  const mapped = toBillingItems(order.items);
  const items = mapped.ok ? mapped.items : [];
  const added = await once(ADD, {
    repeat: "after_look",
    quietMs: FULFILMENT.quietMs.AddOrder,
    unclear: "WHMCS_UNAVAILABLE",
    async look(tried) {
      const found = await deps.whmcs.findOrderByReference({ clientId, orderId: order.id });
      if (found) return { found: { billingOrderId: found.id } };
      if (!mapped.ok) return { unsure: "PRODUCT_MAPPING_MISSING", detail: mapped.lacking };
      const [unclear] = tried.filter(isUnclear);
      if (!unclear) return { absent: true };
      const since = new Date(unclear.begunAt.getTime() - CLOCKS_MS);
      const twin = await findUnmarked(run, { items, since });
      if (twin === null) return { absent: true };
      // Perhaps ours, with its note dropped: a second one would be a second bill.
      return { unsure: "WHMCS_ADD_FAILED", detail: `order ${twin} may be this one: its note is missing` };
    },
    async act() {
      const gateway = deps.config.fulfilment.orderGateway;
      const made = await deps.whmcs.addOrder({ clientId, orderId: order.id, items, gateway });
      if (made.outcome === "unknown") return { outcome: "unknown" };
      return { outcome: "done", refs: { billingOrderId: made.billingOrderId } };
    },
  });
  if (added.outcome === "refused") return stop("WHMCS_ADD_FAILED", added.detail);
  const { outcome, refs } = added;
  const billingOrderId = BillingOrderIdSchema.parse(refs["billingOrderId"]);
  const made = { facts: { billingOrderId }, refs: { billingOrderId } };
  return outcome === "already_done" ? { ...alreadyDone, ...made } : done(made);
});

/** Staff may have typed another than the portal wrote. */
function parseId(text: string | null): BillingOrderId | null {
  return BillingOrderIdSchema.safeParse(Number(text)).data ?? null;
}

/** An order of this client since then, for the same products and without a note of ours; one that staff has cancelled is none. */
async function findUnmarked(
  { deps: { whmcs }, customer: { clientId } }: Run,
  { items, since }: { items: readonly BillingItem[]; since: Date },
): Promise<BillingOrderId | null> {
  const products = items.map(({ productId }) => productId).sort();
  for (const { id, orderId, orderedAt, status } of await whmcs.listOrders({ clientId })) {
    // One without a date may be of any day.
    if (orderId !== null || (orderedAt && orderedAt < since) || status === "cancelled") continue;
    const services = await whmcs.listOrderedServices({ clientId, billingOrderId: id });
    const made = services.map(({ productId }) => productId).sort();
    if (made.join() === products.join()) return id;
  }
  return null;
}
