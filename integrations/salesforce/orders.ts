import { isOrderState } from "#domain/orders/rules.ts";
import {
  NewOrderSchema,
  type FullOrder,
  type NewOrder,
  type Order,
  type OrderChange,
} from "#domain/orders/schema.ts";
import type { ServiceId } from "#domain/shared/ids.ts";
import {
  AccountIdSchema,
  OrderIdSchema,
  PortalKeySchema,
  type AccountId,
  type OrderId,
  type OrderItemId,
  type PortalKey,
  type PricebookId,
} from "#domain/shared/salesforce-ids.ts";
import { readWire } from "#domain/shared/wire.ts";
import type { SalesforceClient, Send } from "./client.ts";
import { contractError, notFound, refusedMove } from "./errors.ts";
import { checkedId, checkedInput } from "./input.ts";
import {
  ACTIVATION_STATUS,
  ORDER,
  ORDER_ITEM,
  ORDER_STATUS,
  PORTAL_KEY,
  PRODUCT,
} from "#domain/shared/salesforce-names.ts";
import {
  toChangeFields,
  toFullOrder,
  toNewItemFields,
  toNewOrderFields,
  toOrder,
} from "#domain/orders/salesforce.ts";
import { queryReadableRows, queryRows } from "./query.ts";
import { name, names, soql } from "./soql.ts";
import { readField } from "#domain/shared/salesforce-wire.ts";
import { checkedKey, MAX_PARTS, updateRecord, updateRows, upsertRows, upsertTogether } from "./writes.ts";

/** More than a customer has: beyond it the query has lost its conditions. */
const MAX_ORDERS = 500;
/** The order itself is one of the parts. */
const MAX_LINES_TOGETHER = MAX_PARTS - 1;

const ORDER_FIELDS = Object.values(ORDER.fields);
const FULL_FIELDS = [...ORDER_FIELDS, ...Object.values(ORDER.sim)];
const ITEM_FIELDS = [
  ...Object.values(ORDER_ITEM.fields),
  ...[PRODUCT.fields.sku, PRODUCT.fields.name].map((field) => `${PRODUCT.parent}.${field}`),
];
const FULL_ITEM_FIELDS = [...ITEM_FIELDS, `${PRODUCT.parent}.${PRODUCT.fields.billingProductId}`];

const linesOf = (fields: readonly string[]) =>
  soql`SELECT ${names(fields)} FROM ${name(ORDER.items)} ORDER BY ${name(ORDER_ITEM.fields.id)}`;
const LINES = linesOf(ITEM_FIELDS);
const LINES_OF_FULL = linesOf(FULL_ITEM_FIELDS);

export type OwnedOrder = { accountId: AccountId; orderId: OrderId };

export function createOrders(client: SalesforceClient, { pricebookId }: { pricebookId: PricebookId }) {
  const tellersOf = (action: string) => ({
    onUnknown: client.onUnknown(action),
    onUnreadable: client.onUnreadable(action),
  });

  async function getOrder({ accountId, orderId }: OwnedOrder): Promise<FullOrder> {
    const action = "getOrder";
    const { fields } = ORDER;
    const [order] = await queryRows(client, {
      action,
      from: ORDER.object,
      select: FULL_FIELDS,
      lists: [LINES_OF_FULL],
      asked: {
        [fields.id]: checkedId(OrderIdSchema, orderId),
        [fields.accountId]: checkedId(AccountIdSchema, accountId),
      },
      rest: soql`LIMIT ${1}`,
      read: (record) => toFullOrder(record, client.onUnknown(action)),
      maxRows: 1,
      isUrgent: true,
    });
    if (!order) throw notFound(action);
    return order;
  }

  async function findOrderByKey(accountId: AccountId, key: PortalKey): Promise<Order | null> {
    const action = "findOrderByKey";
    const [order] = await queryRows(client, {
      action,
      from: ORDER.object,
      select: ORDER_FIELDS,
      lists: [LINES],
      asked: {
        [PORTAL_KEY]: checkedKey(key),
        [ORDER.fields.accountId]: checkedId(AccountIdSchema, accountId),
      },
      rest: soql`LIMIT ${1}`,
      read: (record) => toOrder(record, tellersOf(action)),
      maxRows: 1,
      isUrgent: true,
    });
    return order ?? null;
  }

  return {
    /**
     * The customer's orders, newest first, without those that are not placed whole yet. Those that cannot be read are named beside
     * them, and told to an operator once.
     */
    async listOrders({
      accountId,
    }: {
      accountId: AccountId;
    }): Promise<{ orders: Order[]; unreadable: OrderId[] }> {
      const action = "listOrders";
      const { fields } = ORDER;
      const { rows, unreadable } = await queryReadableRows(client, {
        action,
        from: ORDER.object,
        select: ORDER_FIELDS,
        lists: [LINES],
        asked: { [fields.accountId]: checkedId(AccountIdSchema, accountId) },
        also: soql`${name(fields.status)} != ${ORDER_STATUS.draft}`,
        rest: soql`ORDER BY ${name(fields.orderedAt)} DESC, ${name(fields.id)} DESC`,
        read: (record) => toOrder(record, tellersOf(action)),
        maxRows: MAX_ORDERS,
      });
      return { orders: rows, unreadable: unreadable.map((id) => OrderIdSchema.parse(id)) };
    },

    /** One order with all that carrying it out needs. `not_found` for an unknown one and somebody else's. */
    getOrder,

    /**
     * The same for work that begins with the order alone, whoever's it is: an event names no account. Null for an unknown one.
     * Never for a request of a customer.
     */
    async findOrder({ orderId }: { orderId: OrderId }): Promise<FullOrder | null> {
      const action = "findOrder";
      const [order] = await queryRows(client, {
        action,
        from: ORDER.object,
        select: FULL_FIELDS,
        lists: [LINES_OF_FULL],
        asked: { [ORDER.fields.id]: checkedId(OrderIdSchema, orderId) },
        rest: soql`LIMIT ${1}`,
        read: (record) => toFullOrder(record, client.onUnknown(action)),
        maxRows: 1,
        isUrgent: true,
      });
      return order ?? null;
    },

    /** Orders of all customers that were said to be under way and have not changed since then, the oldest first. */
    async listStalledOrders({
      untouchedSince,
      limit,
    }: {
      untouchedSince: Date;
      limit: number;
    }): Promise<OrderId[]> {
      const action = "listStalledOrders";
      const { fields } = ORDER;
      const statuses = [ORDER_STATUS.approved, ORDER_STATUS.reactivate];
      const activations = [ACTIVATION_STATUS.activating, ACTIVATION_STATUS.activated];
      return queryRows(client, {
        action,
        from: ORDER.object,
        select: [fields.id],
        asked: { [fields.status]: statuses, [fields.activation]: activations },
        also: soql`${name(fields.changedAt)} < ${untouchedSince}`,
        rest: soql`ORDER BY ${name(fields.changedAt)}, ${name(fields.id)} LIMIT ${limit}`,
        read: (record) => readField(record, fields.id, OrderIdSchema),
        maxRows: limit,
      });
    },

    /** The one that `placeOrder` placed whole with this key; null when there is none, or a draft that it has to complete. */
    async findPlacedOrder({
      accountId,
      orderKey,
    }: {
      accountId: AccountId;
      orderKey: PortalKey;
    }): Promise<Order | null> {
      const order = await findOrderByKey(accountId, orderKey);
      return order && order.status !== "draft" ? order : null;
    },

    /**
     * Places an order with its lines, all or nothing, to be reviewed by staff. `orderKey` is stored by the caller before the first
     * attempt; a repeat finds what the first one made and leaves it as it is, since staff may have approved it meanwhile. More
     * lines than one call takes: it stays a draft until the last of them is there (salesforce-wire.md 8). Throws `invalid_input`
     * for what the platform has no room for, `provider_rejected` for a product without an active price.
     */
    async placeOrder({ orderKey, order }: { orderKey: PortalKey; order: NewOrder }): Promise<Order> {
      const action = "placeOrder";
      const checked = checkedInput(NewOrderSchema, order);
      const before = await findOrderByKey(checked.accountId, orderKey);
      if (before && before.status !== "draft") return before;
      const lines = checked.lines.map((line, index) => ({
        key: PortalKeySchema.parse(`${orderKey}-${index + 1}`),
        line,
      }));
      const place = lines.length > MAX_LINES_TOGETHER ? placeInSteps : placeAtOnce;
      await client.call({
        action,
        kind: "command",
        run: (send) => place(send, { orderKey, fields: toNewOrderFields(checked, pricebookId), lines }),
      });
      const placed = await findOrderByKey(checked.accountId, orderKey);
      if (!placed) throw contractError(action, PORTAL_KEY);
      return placed;
    },

    /**
     * Writes how far the order has come; the same values may be sent again. `not_found` for somebody else's; `conflict` for a
     * status and an activation that do not go together (salesforce-data-model.md 5), before anything is written.
     */
    async updateOrderActivation({
      accountId,
      orderId,
      change,
    }: OwnedOrder & { change: OrderChange }): Promise<void> {
      const action = "updateOrderActivation";
      const order = await getOrder({ accountId, orderId });
      const next = {
        status: change.status ?? order.status,
        activation: change.activation ?? order.activation.status,
      };
      if (!isOrderState(next)) throw refusedMove(client, { action, ...next });
      await updateRecord(client, {
        action,
        object: ORDER.object,
        id: order.id,
        fields: toChangeFields(change),
      });
    },

    /** Writes which services the lines became. `not_found` for an order or a line that is somebody else's. */
    async linkOrderServices({
      accountId,
      orderId,
      services,
    }: OwnedOrder & { services: readonly { itemId: OrderItemId; serviceId: ServiceId }[] }): Promise<void> {
      const action = "linkOrderServices";
      const { items } = await getOrder({ accountId, orderId });
      if (!services.every(({ itemId }) => items.some(({ id }) => id === itemId))) throw notFound(action);
      const rows = services.map(({ itemId, serviceId }) => ({
        id: itemId,
        fields: { [ORDER_ITEM.fields.serviceId]: String(serviceId) },
      }));
      await client.call({
        action,
        kind: "command",
        run: (send) => updateRows(send, { object: ORDER_ITEM.object, rows }),
      });
    },
  };
}

type Placing = {
  orderKey: PortalKey;
  fields: ReturnType<typeof toNewOrderFields>;
  lines: readonly { key: PortalKey; line: NewOrder["lines"][number] }[];
};

async function placeAtOnce(send: Send, { orderKey, fields, lines }: Placing): Promise<void> {
  const status = { [ORDER.fields.status]: ORDER_STATUS.pending_review };
  await upsertTogether(send, [
    { reference: "order", object: ORDER.object, key: orderKey, fields: { ...fields, ...status } },
    ...lines.map(({ key, line }, index) => ({
      reference: `item${index + 1}`,
      object: ORDER_ITEM.object,
      key,
      fields: toNewItemFields(line, "@{order.id}"),
    })),
  ]);
}

async function placeInSteps(send: Send, { orderKey, fields, lines }: Placing): Promise<void> {
  const withStatus = (status: string) => [
    {
      reference: "order",
      object: ORDER.object,
      key: orderKey,
      fields: { ...fields, [ORDER.fields.status]: status },
    },
  ];
  const saved = await upsertTogether(send, withStatus(ORDER_STATUS.draft));
  const orderId = readWire(OrderIdSchema, saved.get("order")?.id, "order.id");
  const rows = lines.map(({ key, line }) => ({ key, fields: toNewItemFields(line, orderId) }));
  await upsertRows(send, { object: ORDER_ITEM.object, rows });
  await upsertTogether(send, withStatus(ORDER_STATUS.pending_review));
}
