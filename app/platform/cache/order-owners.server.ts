import { isUnavailable } from "#domain/shared/errors.ts";
import {
  AccountIdSchema,
  OrderIdSchema,
  type AccountId,
  type OrderId,
  type OrderItemId,
} from "#domain/shared/salesforce-ids.ts";
import type { Services } from "~/services.ts";
import { customerRules } from "./customer-cache.ts";

/**
 * Whose list an order was last read for. Salesforce tells of a deleted order, or of a deleted line, by its id alone and cannot be
 * asked about it any more, and of a moved one by its new owner: only this knows which list still shows it. Kept beside the cached
 * lists, for as long as they may be shown; when the store loses it, the lists are lost as well.
 */
export type OrderOwner = { orderId: OrderId; accountId: AccountId };

type Known = {
  accountId: AccountId;
  orders: readonly { orderId: OrderId; itemIds: readonly OrderItemId[] }[];
};

const keyOf = (id: OrderId | OrderItemId) => `order-owner:${id}`;

/** Written before the list itself is kept, so that no list outlives it. */
export async function rememberOrders(
  { kv, logger }: Pick<Services, "kv" | "logger">,
  { accountId, orders }: Known,
): Promise<void> {
  const { ttlMs, staleForMs } = customerRules.orders(accountId);
  const ids = orders.flatMap(({ orderId, itemIds }) =>
    [orderId, ...itemIds].map((id) => [keyOf(id), `${orderId} ${accountId}`] as const),
  );
  try {
    await Promise.all(ids.map(([key, value]) => kv.set(key, value, ttlMs + staleForMs)));
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    // The list cannot be kept either.
    logger.warn({ event: "cache.owners_not_kept", err: error }, "owners of orders not kept");
  }
}

/** Those whose lists held these orders or lines; ids that no list held are left out. Throws what the store throws. */
export async function findOrderOwners(
  { kv }: Pick<Services, "kv">,
  ids: readonly (OrderId | OrderItemId)[],
): Promise<OrderOwner[]> {
  if (ids.length === 0) return [];
  const found = await kv.getMany(ids.map(keyOf));
  return found.flatMap((value) => {
    const [orderId, accountId] = value?.split(" ") ?? [];
    const parsed = { order: OrderIdSchema.safeParse(orderId), account: AccountIdSchema.safeParse(accountId) };
    return parsed.order.success && parsed.account.success
      ? [{ orderId: parsed.order.data, accountId: parsed.account.data }]
      : [];
  });
}
