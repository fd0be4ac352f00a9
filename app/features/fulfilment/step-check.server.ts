import { findConfirmedLines } from "#db/repositories/order-placements.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { differsFromConfirmed } from "#domain/orders/fulfilment.ts";
import { isOwnNumber, toOrderedLine, toSubscriber } from "#domain/orders/sim-line.ts";
import { differsFromChecked } from "#domain/users/identity-match.ts";
import { mayActivateVoice } from "#domain/users/verification.ts";
import { toBillingItems } from "./billing-items.ts";
import { findPlan, isTooLateToMove, isVoice, readHolder, wasLineAsked } from "./line.server.ts";
import { done, orderStep, stop, type OrderEnd, type OrderTurn } from "./run.server.ts";

/**
 * Whatever could stop the order later is looked at before anything is done that cannot be taken back. Reads alone; the payment
 * method is asked for anew and not taken from the cache.
 */
export async function checkOrder(turn: OrderTurn): Promise<OrderEnd> {
  const { deps, order, kind, customer } = turn.run;
  const methods = await deps.whmcs.listPayMethods({ clientId: customer.clientId });
  if (methods.rows.length + methods.unreadable.length === 0) return stop("PAYMENT_METHOD_MISSING");

  // Orders of before the shop, and those that staff enters, have no confirmation to be compared with.
  const confirmed = await asSystem(deps.database, (tx) => findConfirmedLines(tx, order.id));
  if (confirmed !== null && differsFromConfirmed(order.items, confirmed)) return stop("ORDER_CHANGED");

  const items = toBillingItems(order.items);
  if (!items.ok) return stop("PRODUCT_MAPPING_MISSING", items.lacking);
  const failure = kind === "sim" ? await checkLine(turn) : null;
  // Another run gives the line its time anew.
  return failure ?? done({ facts: { waitingSince: null } });
}

export const check = orderStep("check", checkOrder);

async function checkLine(turn: OrderTurn): Promise<OrderEnd | null> {
  const { run } = turn;
  const { deps, order, customer } = run;
  const { accountId } = customer;
  const plan = findPlan(run);
  if (plan === null) return stop("PRODUCT_MAPPING_MISSING", "no mobile plan, or more than one");

  const line = toOrderedLine(order.sim);
  if (!line.ok) return stop("SIM_DATA_MISSING", line.missing.join(", "));
  if (await isTooLateToMove(turn)) return stop("SIM_DATA_MISSING", "portingExpiresOn");
  if (line.value.form === "card") {
    const card = await deps.salesforce.getSimCard({ simCardId: line.value.simCardId });
    if (card.orderId !== null && card.orderId !== order.id)
      return stop("SIM_DATA_MISSING", "the card belongs to another order");
  }

  const verification = isVoice(plan) ? (await deps.salesforce.getAccount({ accountId })).verification : null;
  if (verification && !mayActivateVoice(verification, order.orderedAt)) return stop("IDENTITY_NOT_VERIFIED");
  if (isVoice(plan) || line.value.porting !== null) {
    const contact = await readHolder(run);
    if (contact === null) return stop("MAPPING_MISSING", "contact");
    const other = verification && differsFromChecked(verification.checked, contact);
    if (other && other.length > 0 && !(await wasLineAsked(turn)))
      return stop("IDENTITY_NOT_VERIFIED", `on the document, another ${other.join(", ")}`);
    if (isVoice(plan) && !isOwnNumber(order.sim, contact) && !(await wasLineAsked(turn)))
      return stop("SIM_DATA_MISSING", "the transfer is another person's");
    const subscriber = toSubscriber(order.sim, contact);
    if (!subscriber.ok) return stop("SIM_DATA_MISSING", subscriber.missing.join(", "));
  }
  return null;
}
