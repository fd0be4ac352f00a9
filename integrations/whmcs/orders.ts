import type { BillingOrder, OrderedService, ServiceField } from "#domain/orders/billing-order.ts";
import {
  ORDER_LIST,
  orderNote,
  toAddedOrderId,
  toBillingOrder,
  toOrderedService,
} from "#domain/orders/whmcs.ts";
import type { BillingOrderId, BillingProductId, ServiceId, WhmcsClientId } from "#domain/shared/ids.ts";
import type { OrderId } from "#domain/shared/salesforce-ids.ts";
import type { Listing } from "#domain/shared/whmcs-list.ts";
import { requireEcho } from "#domain/shared/whmcs-wire.ts";
import { SERVICE_LIST } from "#domain/subscriptions/whmcs.ts";
import type { WhmcsAction } from "./calls.ts";
import { contractError, isUnclear, notFound, orUnknown, requireClient, type WhmcsClient } from "./client.ts";
import type { Lists } from "./lists.ts";
import { encodePhpArray } from "./php-serialize.ts";

export type NewBillingOrder = {
  clientId: WhmcsClientId;
  /** The order of the customer system; its note is how this one is found again. */
  orderId: OrderId;
  /** System name of a gateway that the operator offers. */
  gateway: string;
  items: readonly { productId: BillingProductId; cycle: "monthly" | "onetime"; quantity: number }[];
};

/** `unknown`: it may or may not have happened. Look with findOrderByReference, never add again blindly (whmcs.md 1.6). */
export type AddOrderOutcome =
  | {
      outcome: "added";
      billingOrderId: BillingOrderId;
      /** Whether the order, read back, holds the note; null when it could not be read. */
      isNoteKept: boolean | null;
    }
  | { outcome: "unknown" };
export type AcceptOrderOutcome = { outcome: "accepted" | "not_acceptable" | "unknown" };
export type CancelOrderOutcome = { outcome: "cancelled" | "not_cancellable" | "unknown" };
/** `unknown` may be sent again: the same values make no second effect. */
export type UpdateServiceOutcome = { outcome: "updated" | "unknown" };

export type OwnedBillingOrder = { clientId: WhmcsClientId; billingOrderId: BillingOrderId };

/** One message for both: the order is not there, or no longer pending. */
const NOT_PENDING = "order id not found or status not pending";

export function createOrders(client: WhmcsClient, lists: Lists) {
  function readOrders(
    clientId: WhmcsClientId,
    filter: { id?: BillingOrderId } = {},
  ): Promise<Listing<BillingOrder>> {
    const onUnknown = client.onUnknown("GetOrders");
    return lists.readPaged({
      action: "GetOrders",
      path: ORDER_LIST,
      params: { userid: clientId, ...filter },
      owner: { clientId, field: "userid" },
      read: (row) => toBillingOrder(row, onUnknown),
    });
  }

  /** Before any act on an order, for WHMCS asks for no owner. */
  async function getOrder({ clientId, billingOrderId }: OwnedBillingOrder): Promise<BillingOrder> {
    const orders = await readOrders(clientId, { id: billingOrderId });
    const order = findIn("GetOrders", orders, ({ id }) => id === billingOrderId);
    if (!order) throw notFound("order");
    return order;
  }

  function readServices(
    clientId: WhmcsClientId,
    filter: { serviceid?: ServiceId } = {},
  ): Promise<Listing<OrderedService>> {
    const onUnknown = client.onUnknown("GetClientsProducts");
    return lists.readPaged({
      action: "GetClientsProducts",
      path: SERVICE_LIST,
      params: { clientid: clientId, ...filter },
      owner: { clientId, field: "clientid" },
      read: (row) => toOrderedService(row, onUnknown),
    });
  }

  /** The order exists whatever this finds, so a failed look is no failed order. */
  async function isNoteKept(owned: OwnedBillingOrder, orderId: OrderId): Promise<boolean | null> {
    const facts = { provider: "whmcs", action: "AddOrder", billingOrderId: owned.billingOrderId };
    try {
      const isKept = (await getOrder(owned)).orderId === orderId;
      if (!isKept)
        client.logger.error(
          { ...facts, event: "whmcs.order_note_lost" },
          "billing system dropped the note of a new order",
        );
      return isKept;
    } catch {
      client.logger.error(
        { ...facts, event: "whmcs.order_note_unchecked" },
        "the note of a new order could not be checked",
      );
      return null;
    }
  }

  return {
    /**
     * All orders of a client, newest first. Throws `provider_contract` when any row belongs to another client or cannot be
     * read: who looks for an order must not take one for missing.
     */
    async listOrders({ clientId }: { clientId: WhmcsClientId }): Promise<BillingOrder[]> {
      return requireAll("GetOrders", await readOrders(clientId));
    },

    /**
     * The order made for one of the customer system's; null when there is none for certain. A cancelled one counts too. Throws
     * `provider_contract` when it is not among the readable ones and others cannot be read.
     */
    async findOrderByReference({
      clientId,
      orderId,
    }: {
      clientId: WhmcsClientId;
      orderId: OrderId;
    }): Promise<BillingOrder | null> {
      return findIn("GetOrders", await readOrders(clientId), (order) => order.orderId === orderId);
    },

    /**
     * Makes a pending order without an invoice and without mail: the first bill comes with the regular run. Never repeated: look
     * with findOrderByReference first, and after `unknown`. The order is read back, and a missing note is logged as an error,
     * since it could not be found again (whmcs.md 1.7). `not_found` for an unknown client, `provider_rejected` for what is not
     * for sale, for a closed client and an unknown gateway.
     */
    async addOrder({ clientId, orderId, gateway, items }: NewBillingOrder): Promise<AddOrderOutcome> {
      let billingOrderId: BillingOrderId;
      try {
        billingOrderId = await client.call({
          action: "AddOrder",
          params: {
            clientid: requireClient(clientId),
            paymentmethod: gateway,
            pid: items.map(({ productId }) => productId),
            billingcycle: items.map(({ cycle }) => cycle),
            qty: items.map(({ quantity }) => quantity),
            noinvoice: true,
            noinvoiceemail: true,
            noemail: true,
            notes: orderNote(orderId),
          },
          read: toAddedOrderId,
          refused: (message) => {
            if (message === "client id not found") throw notFound("client");
            return undefined;
          },
        });
      } catch (error) {
        if (isUnclear(error)) return { outcome: "unknown" };
        throw error;
      }
      const owned = { clientId, billingOrderId };
      return { outcome: "added", billingOrderId, isNoteKept: await isNoteKept(owned, orderId) };
    },

    /**
     * Makes the services of a pending order active, without set-up by a module and without mail. One that is active already is
     * `accepted` and not sent again. A service may stay pending all the same: look, and set it active (whmcs.md 6).
     */
    async acceptOrder(owned: OwnedBillingOrder): Promise<AcceptOrderOutcome> {
      const { status } = await getOrder(owned);
      if (status === "active") return { outcome: "accepted" };
      if (status !== "pending") return { outcome: "not_acceptable" };
      return orUnknown(
        client.call<AcceptOrderOutcome>({
          action: "AcceptOrder",
          params: { orderid: owned.billingOrderId, autosetup: false, sendemail: false },
          read: () => ({ outcome: "accepted" }),
          refused: (message) => (message === NOT_PENDING ? { outcome: "not_acceptable" } : undefined),
        }),
      );
    },

    /**
     * Cancels a pending order, without mail. One that is cancelled already is `cancelled`. Whether its services are cancelled
     * with it WHMCS does not say: look (whmcs.md 6).
     */
    async cancelOrder(owned: OwnedBillingOrder): Promise<CancelOrderOutcome> {
      const { status } = await getOrder(owned);
      if (status === "cancelled") return { outcome: "cancelled" };
      if (status !== "pending") return { outcome: "not_cancellable" };
      return orUnknown(
        client.call<CancelOrderOutcome>({
          action: "CancelOrder",
          params: { orderid: owned.billingOrderId, noemail: true },
          read: () => ({ outcome: "cancelled" }),
          refused: (message) =>
            message === NOT_PENDING || message.startsWith("subscription cancellation failed")
              ? { outcome: "not_cancellable" }
              : undefined,
        }),
      );
    },

    /** The services that an order has made, told apart by their product, not by their place. Every row has to be readable. */
    async listOrderedServices({ clientId, billingOrderId }: OwnedBillingOrder): Promise<OrderedService[]> {
      const services = requireAll("GetClientsProducts", await readServices(clientId));
      return services.filter((service) => service.billingOrderId === billingOrderId);
    },

    /**
     * Writes a service's status and fields: the record alone, no module is run and nothing is billed. `not_found` for an unknown
     * service and somebody else's; `provider_contract` when the product lacks a field, before anything is written.
     */
    async updateService({
      clientId,
      serviceId,
      change,
    }: {
      clientId: WhmcsClientId;
      serviceId: ServiceId;
      change: { status?: "active" | "cancelled"; fields?: Partial<Record<ServiceField, string>> };
    }): Promise<UpdateServiceOutcome> {
      const services = await readServices(clientId, { serviceid: serviceId });
      const service = findIn("GetClientsProducts", services, ({ id }) => id === serviceId);
      if (!service) throw notFound("service");
      const values = Object.entries(change.fields ?? {}).map(([word, value]): [string, string] => {
        const field = service.fields[word as ServiceField];
        if (!field) throw contractError("GetClientsProducts", `customfields.${word}`);
        return [String(field.id), value];
      });
      return orUnknown(
        client.call<UpdateServiceOutcome>({
          action: "UpdateClientProduct",
          params: {
            serviceid: serviceId,
            status: change.status && STATUS_NAMES[change.status],
            customfields: values.length > 0 ? encodePhpArray(Object.fromEntries(values)) : undefined,
          },
          read: (body) => {
            requireEcho(body, "serviceid", serviceId);
            return { outcome: "updated" };
          },
          refused: (message) => {
            if (message === "service id not found") throw notFound("service");
            return undefined;
          },
        }),
      );
    },
  };
}

/** Null only where every row could be read and none is it. */
function findIn<T>(action: WhmcsAction, listing: Listing<T>, isIt: (row: T) => boolean): T | null {
  return listing.rows.find(isIt) ?? requireAll(action, listing).find(isIt) ?? null;
}

function requireAll<T>(action: WhmcsAction, { rows, unreadable: [odd] }: Listing<T>): T[] {
  if (odd) throw contractError(action, odd.field);
  return rows;
}

const STATUS_NAMES = { active: "Active", cancelled: "Cancelled" } as const;
