import { z } from "zod";
import { BillingOrderIdSchema, ServiceIdSchema, WhmcsClientIdSchema } from "../shared/ids.ts";
import { OrderIdSchema, type OrderId } from "../shared/salesforce-ids.ts";
import { readRowsAs } from "../shared/whmcs-list.ts";
import {
  readWire,
  wireId,
  wireInteger,
  wireOptionalId,
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

/** `2025-09-01 13:59:35` in the billing system's zone, which is Asia/Tokyo. */
const wireDateTime = z.string().transform((value, context) => {
  const match = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/.exec(value.trim());
  const instant = new Date(match ? `${match[1]}T${match[2]}+09:00` : NaN);
  if (!Number.isNaN(instant.getTime())) return instant;
  context.addIssue({ code: "custom", message: "not a time" });
  return z.NEVER;
});

/** The wanted fields, by name: rows also hold the caller's address and what a fraud check has found (whmcs.md 6). */
const OrderWire = z.object({
  id: wireId(BillingOrderIdSchema),
  userid: wireId(WhmcsClientIdSchema),
  date: wireDateTime,
  status: wireToken,
  notes: wireToken.optional(),
});
export type OrderRow = z.infer<typeof OrderWire>;

/** The rows of GetOrders. */
export function readOrderRows(answer: Answer): OrderRow[] {
  return readRowsAs(answer, { plural: "orders", singular: "order" }, OrderWire);
}

export function toBillingOrder(row: OrderRow, onUnknown: OnUnknown): BillingOrder {
  const status = BILLING_ORDER_STATUSES.find((known) => known === row.status.toLowerCase());
  if (status === undefined) onUnknown("orders.status", row.status);
  return {
    id: row.id,
    status: status ?? "unknown",
    orderedAt: row.date,
    orderId: readOrderNote(row.notes ?? ""),
  };
}

/** The note by which an order is found again, since the billing system has no keys (whmcs.md 1.7). */
export function orderNote(orderId: OrderId): string {
  return `sfOrderId=${orderId}`;
}

/** Staff may add lines of their own. */
function readOrderNote(notes: string): OrderId | null {
  for (const line of notes.split(/\r?\n/)) {
    const parsed = OrderIdSchema.safeParse(/^sfOrderId=(\S+)$/.exec(line.trim())?.[1]);
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
  clientid: wireId(WhmcsClientIdSchema),
  orderid: wireOptionalId(BillingOrderIdSchema),
  pid: wireId(BillingProductIdSchema),
  status: wireToken,
  customfields: z.unknown(),
});
type OrderedServiceRow = z.infer<typeof OrderedServiceWire>;

/** The rows of GetClientsProducts, as an order looks at them. */
export function readOrderedServiceRows(answer: Answer): OrderedServiceRow[] {
  return readRowsAs(answer, { plural: "products", singular: "product" }, OrderedServiceWire);
}

/** Names of the fields as the operator has called them (whmcs.md 1.7). */
const FIELD_NAMES: Readonly<Record<ServiceField, string>> = {
  opportunityId: "OpportunityId",
  simNumber: "SIM Number",
  serialNumber: "Serial Number",
  eid: "EID",
  phoneNumber: "Phone Number",
};

export function toOrderedService(row: OrderedServiceRow, onUnknown: OnUnknown): OrderedService {
  const known = readRowsAs({ customfields: row.customfields }, FIELDS_PATH, FieldWire);
  const fields: OrderedService["fields"] = {};
  for (const word of Object.keys(FIELD_NAMES) as ServiceField[]) {
    const field = known.find(({ name }) => name === FIELD_NAMES[word]);
    if (field) fields[word] = { id: field.id, value: field.value };
  }
  return {
    id: row.id,
    productId: row.pid,
    billingOrderId: row.orderid,
    status: toServiceStatus(row.status, onUnknown),
    fields,
  };
}

const FIELDS_PATH = { plural: "customfields", singular: "customfield" };
