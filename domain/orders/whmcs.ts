import { z } from "zod";
import { BillingOrderIdSchema, ServiceIdSchema } from "../shared/ids.ts";
import { OrderIdSchema, type OrderId } from "../shared/salesforce-ids.ts";
import { readableRowsAs } from "../shared/whmcs-list.ts";
import {
  noteLines,
  readWire,
  wireId,
  wireInteger,
  wireMoment,
  wireOptionalId,
  wireOptionalToken,
  wireText,
  wireToken,
  type OnUnknown,
} from "../shared/whmcs-wire.ts";
import { BillingProductIdSchema } from "../shared/ids.ts";
import { toServiceStatus } from "../subscriptions/whmcs.ts";
import {
  BILLING_ORDER_STATUSES,
  type BillingOrder,
  type OrderedService,
  type ServiceField,
} from "./billing-order.ts";

type Answer = Record<string, unknown>;

/** The wanted fields, by name: rows also hold the caller's address and what a fraud check has found (whmcs.md 6). */
const OrderWire = z.object({
  id: wireId(BillingOrderIdSchema),
  date: wireMoment,
  status: wireOptionalToken,
  notes: wireToken.optional(),
});

export const ORDER_LIST = { plural: "orders", singular: "order" } as const;

/** A row of GetOrders. Throws WireFault: notes that cannot be read may hold our own reference. */
export function toBillingOrder(row: Answer, onUnknown: OnUnknown): BillingOrder {
  const wire = readWire(OrderWire, row);
  const status = BILLING_ORDER_STATUSES.find((known) => known === wire.status.trim().toLowerCase());
  if (status === undefined) onUnknown("orders.status", wire.status);
  return {
    id: wire.id,
    status: status ?? "unknown",
    orderedAt: wire.date,
    orderId: readOrderNote(wire.notes ?? ""),
  };
}

/** The note by which an order is found again, since the billing system has no keys (whmcs.md 1.7). */
export function orderNote(orderId: OrderId): string {
  return `sfOrderId=${orderId}`;
}

/** Staff may add lines of their own. */
function readOrderNote(notes: string): OrderId | null {
  for (const line of noteLines(notes)) {
    const parsed = OrderIdSchema.safeParse(/^sfOrderId=(\S+)$/.exec(line)?.[1]);
    if (parsed.success) return parsed.data;
  }
  return null;
}

const AddedWire = z.object({ orderid: wireId(BillingOrderIdSchema) });

/**
 * The order an AddOrder answer tells. Its service ids are left there: they are read by order and product later, since the answer
 * gives them by place alone.
 */
export function toAddedOrderId(answer: Answer) {
  return readWire(AddedWire, answer).orderid;
}

const FieldWire = z.object({ id: wireInteger, name: wireText, value: wireToken });
const OrderedServiceWire = z.object({
  id: wireId(ServiceIdSchema),
  orderid: wireOptionalId(BillingOrderIdSchema),
  pid: wireId(BillingProductIdSchema),
  status: wireToken,
});

/** Names of the fields as the operator has called them (whmcs.md 1.7). */
const FIELD_NAMES: Readonly<Record<ServiceField, string>> = {
  opportunityId: "OpportunityId",
  simNumber: "SIM Number",
  serialNumber: "Serial Number",
  eid: "EID",
  phoneNumber: "Phone Number",
};

/** A row of GetClientsProducts, as an order looks at it. Throws WireFault. */
export function toOrderedService(row: Answer, onUnknown: OnUnknown): OrderedService {
  const wire = readWire(OrderedServiceWire, row);
  // Fields of the operator's own are none of ours, however they come.
  const known = readableRowsAs(row, FIELDS_PATH, FieldWire);
  const fields: OrderedService["fields"] = {};
  for (const word of Object.keys(FIELD_NAMES) as ServiceField[]) {
    const field = known.find(({ name }) => name === FIELD_NAMES[word]);
    if (field) fields[word] = { id: field.id, value: field.value };
  }
  return {
    id: wire.id,
    productId: wire.pid,
    billingOrderId: wire.orderid,
    status: toServiceStatus(wire.status, onUnknown),
    fields,
  };
}

const FIELDS_PATH = { plural: "customfields", singular: "customfield" };
