import { BillingOrderIdSchema, type BillingOrderId } from "#domain/shared/ids.ts";
import { toBillingItems, type BillingItem } from "./billing-items.ts";
import {
  act,
  alreadyDone,
  attemptsOf,
  isUnclear,
  quietUntil,
  stop,
  type Run,
  type Step,
} from "./run.server.ts";

const ADD = "AddOrder";
/** By how much the clocks of the two systems may differ. */
const CLOCKS_MS = 5 * 60_000;

/**
 * The order in the billing system, which has no keys: our note is looked for first, and while the answer to an earlier call is
 * missing nothing is sent (whmcs.md 1.7).
 */
export const addOrder: Step = async (run) => {
  const { deps, order, customer, fulfilment } = run;
  const { clientId } = customer;
  const known = fulfilment.billingOrderId ?? parseId(order.billingOrderId);
  if (known !== null) return { ...alreadyDone, facts: { billingOrderId: known } };

  const attempts = await attemptsOf(run, ADD);
  const until = quietUntil(deps, ADD, attempts);
  if (until) return { end: "wait", until };
  const found = await deps.whmcs.findOrderByReference({ clientId, orderId: order.id });
  if (found)
    return { ...alreadyDone, facts: { billingOrderId: found.id }, refs: { billingOrderId: found.id } };

  const mapped = toBillingItems(order.items);
  if (!mapped.ok) return stop("PRODUCT_MAPPING_MISSING", mapped.lacking);
  const [unclear] = attempts.filter(isUnclear);
  if (unclear) {
    const since = new Date(unclear.begunAt.getTime() - CLOCKS_MS);
    const twin = await findUnmarked(run, { items: mapped.items, since });
    // Perhaps ours, with its note dropped: a second one would be a second bill.
    if (twin !== null) return stop("WHMCS_ADD_FAILED", `order ${twin} may be this one: its note is missing`);
  }
  const added = await act(run, ADD, () =>
    deps.whmcs.addOrder({
      ...{ clientId, orderId: order.id, items: mapped.items },
      gateway: deps.config.fulfilment.orderGateway,
    }),
  );
  if (added.outcome === "unknown") return stop("WHMCS_UNAVAILABLE", ADD);
  const { billingOrderId } = added;
  return { end: "done", facts: { billingOrderId }, refs: { billingOrderId } };
};

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
