import { listCancelledOrders } from "#db/repositories/initial-cancellations.server.ts";
import { asCustomer } from "#db/row-security.server.ts";
import { toCustomerOrder, withCancellation, type CustomerOrder } from "#domain/orders/customer-order.ts";
import { AppError } from "#domain/shared/errors.ts";
import type { OrderId } from "#domain/shared/salesforce-ids.ts";
import { customerRules, customerTags } from "~/platform/cache/customer-cache.ts";
import type { Reading } from "~/platform/cache/types.ts";
import { readCustomerAccount } from "~/platform/http/customer-account.server.ts";
import type { Owner } from "~/platform/http/owner.ts";
import type { Services } from "~/services.ts";

/**
 * The customer's orders, newest first. What they have cancelled here says so at once, whatever staff has got to. Throws `conflict` MAPPING_MISSING for
 * a login without an account.
 */
export async function readOrders(deps: Services, { userId }: Owner): Promise<Reading<CustomerOrder[]>> {
  const { cache, salesforce, database } = deps;
  const { accountId } = await readCustomerAccount(deps, { userId });
  const [reading, cancelled] = await Promise.all([
    cache.cached(
      { scope: "user", userId, name: `${accountId}:orders` },
      customerRules.orders(accountId),
      async () => (await salesforce.listOrders({ accountId })).map(toCustomerOrder),
    ),
    asCustomer(database, userId, (tx) => listCancelledOrders(tx, userId)),
  ]);
  const value = reading.value.map((order) =>
    cancelled.includes(order.id) ? withCancellation(order) : order,
  );
  return { ...reading, value };
}

/** One of them: the list holds all that is shown of an order, so that both always say the same. Throws `not_found`. */
export async function readOrder(
  deps: Services,
  owner: Owner,
  orderId: OrderId,
): Promise<Reading<CustomerOrder>> {
  const reading = await readOrders(deps, owner);
  const order = reading.value.find(({ id }) => id === orderId);
  if (!order) throw new AppError("not_found", { reason: "NOT_FOUND" });
  return { ...reading, value: order };
}

export async function refreshOrders(deps: Services, { userId }: Owner): Promise<void> {
  const { accountId } = await readCustomerAccount(deps, { userId });
  await deps.cache.drop(customerTags.orders(accountId));
}
