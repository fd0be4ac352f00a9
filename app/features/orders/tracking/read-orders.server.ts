import { listCancelledOrders } from "#db/repositories/initial-cancellations.server.ts";
import { asCustomer } from "#db/row-security.server.ts";
import {
  toCustomerOrder,
  withCancellation,
  type CustomerOrder,
  type CustomerOrders,
} from "#domain/orders/customer-order.ts";
import { AppError } from "#domain/shared/errors.ts";
import type { OrderId } from "#domain/shared/salesforce-ids.ts";
import { customerRules, customerTags } from "~/platform/cache/customer-cache.ts";
import { rememberOrders } from "~/platform/cache/order-owners.server.ts";
import type { Reading } from "~/platform/cache/types.ts";
import { readCustomerAccount } from "~/platform/request/customer-account.server.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";

/**
 * The customer's orders, newest first. What they have cancelled here says so at once, whatever staff has got to. Throws `conflict` MAPPING_MISSING for
 * a login without an account.
 */
export async function readOrders(deps: Services, { userId }: Owner): Promise<Reading<CustomerOrders>> {
  const { cache, salesforce, database } = deps;
  const { accountId } = await readCustomerAccount(deps, { userId });
  const [reading, cancelled] = await Promise.all([
    cache.cached(
      { scope: "user", userId, name: `${accountId}:order-list` },
      customerRules.orders(accountId),
      async () => {
        const { orders, unreadable } = await salesforce.listOrders({ accountId });
        await rememberOrders(deps, {
          accountId,
          orders: [
            ...orders.map(({ id, items, unreadableItems }) => ({
              orderId: id,
              itemIds: [...items.map((item) => item.id), ...unreadableItems],
            })),
            ...unreadable.map((orderId) => ({ orderId, itemIds: [] })),
          ],
        });
        return { orders: orders.map(toCustomerOrder), unreadable };
      },
    ),
    asCustomer(database, userId, (tx) => listCancelledOrders(tx, userId)),
  ]);
  const orders = reading.value.orders.map((order) =>
    cancelled.includes(order.id) ? withCancellation(order) : order,
  );
  return { ...reading, value: { ...reading.value, orders } };
}

/**
 * One of them: the list holds all that is shown of an order, so that both always say the same. Throws `not_found`, and
 * `provider_contract` for one that cannot be read.
 */
export async function readOrder(
  deps: Services,
  owner: Owner,
  orderId: OrderId,
): Promise<Reading<CustomerOrder>> {
  const reading = await readOrders(deps, owner);
  const { orders, unreadable } = reading.value;
  if (unreadable.includes(orderId))
    throw new AppError("provider_contract", { reason: "CRM_CONTRACT", facts: { orderId } });
  const order = orders.find(({ id }) => id === orderId);
  if (!order) throw new AppError("not_found", { reason: "NOT_FOUND" });
  return { ...reading, value: order };
}

export async function refreshOrders(deps: Services, { userId }: Owner): Promise<void> {
  const { accountId } = await readCustomerAccount(deps, { userId });
  await deps.cache.drop(customerTags.orders(accountId));
}
