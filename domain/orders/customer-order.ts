import { z } from "zod";
import { PriceSchema } from "../catalog/price.ts";
import { SERVICE_KINDS } from "../catalog/schema.ts";
import { CalendarDateSchema, tokyoDate } from "../shared/dates.ts";
import { OrderIdSchema, type OrderId } from "../shared/salesforce-ids.ts";
import { CYCLES, type Order } from "./schema.ts";
import { priceOf, totalOf } from "./totals.ts";

export const ORDER_LABELS = [
  "under_review",
  "setting_up",
  "scheduled",
  "needs_attention",
  "active",
  "not_accepted",
  "cancelling",
  "cancelled",
  "unknown",
] as const;
export type OrderLabel = (typeof ORDER_LABELS)[number];

/** How the way of an order is shown: 1 sent, 2 approved, 3 being set up, 4 active. */
export const ORDER_STEPS = [1, 2, 3, 4] as const;

export const OrderLineSchema = z.object({
  sku: z.string().nullable(),
  /** As staff has named the product, in one language. */
  name: z.string(),
  quantity: z.int().positive(),
  /** Of all of them together. */
  price: PriceSchema,
  cycle: z.enum([...CYCLES, "unknown"]),
});
export type OrderLine = z.infer<typeof OrderLineSchema>;

/** An order as its customer sees it, on pages and in JSON. Times are ISO 8601. */
export const CustomerOrderSchema = z.object({
  id: OrderIdSchema,
  number: z.string(),
  kind: z.enum([...SERVICE_KINDS, "unknown"]),
  label: z.enum(ORDER_LABELS),
  /** Null for an order that ended without service, or was cancelled, and for one whose state is not known. */
  step: z.literal(ORDER_STEPS).nullable(),
  /** What the customer can do so that it goes on. */
  needs: z.enum(["payment_method", "identity_check", "agreement"]).nullable(),
  /** When it is to start: as wished before it is approved, and the day that was planned from then on. */
  scheduledOn: CalendarDateSchema.nullable(),
  orderedAt: z.iso.datetime(),
  /** When setting it up was last tried; null before the first time. */
  attemptedAt: z.iso.datetime().nullable(),
  changedAt: z.iso.datetime(),
  lines: z.array(OrderLineSchema),
  /** Lines that are part of the order and cannot be shown. */
  unreadableLines: z.int().min(0),
  /** Sums with their tax taken once (JP-MO-7); null when a line is in neither or cannot be read, or there are none. */
  monthly: PriceSchema.nullable(),
  onetime: PriceSchema.nullable(),
});
export type CustomerOrder = z.infer<typeof CustomerOrderSchema>;

/** One whose state is not known is not called so: nobody knows what is still to come. One that was cancelled is staff's work alone. */
export function isUnderWay({ label }: Pick<CustomerOrder, "label">): boolean {
  return !ENDED.has(label);
}

const ENDED: ReadonlySet<OrderLabel> = new Set([
  "active",
  "not_accepted",
  "cancelling",
  "cancelled",
  "unknown",
]);

/** One that its customer has cancelled: until staff has taken it back, and for good where the service was active. */
export function withCancellation(order: CustomerOrder): CustomerOrder {
  if (order.label === "not_accepted" || order.label === "cancelled") return order;
  return { ...order, label: "cancelling", step: null, needs: null, scheduledOn: null };
}

export function toCustomerOrder(order: Order): CustomerOrder {
  const day = tokyoDate(order.orderedAt);
  const { scheduledAt, attemptedAt } = order.activation;
  const isAhead = ["under_review", "setting_up", "scheduled"].includes(labelOf(order));
  return {
    id: order.id,
    number: order.number,
    kind: order.kind ?? "unknown",
    label: labelOf(order),
    step: stepOf(order),
    needs: needsOf(order),
    scheduledOn: isAhead && scheduledAt !== null ? tokyoDate(scheduledAt) : null,
    orderedAt: order.orderedAt.toISOString(),
    attemptedAt: attemptedAt?.toISOString() ?? null,
    changedAt: order.changedAt.toISOString(),
    lines: order.items.map((item) => ({
      sku: item.sku,
      name: item.name,
      quantity: item.quantity,
      price: priceOf([item], day),
      cycle: item.cycle ?? "unknown",
    })),
    unreadableLines: order.unreadableItems.length,
    monthly: order.unreadableItems.length > 0 ? null : totalOf(order.items, "monthly", day),
    onetime: order.unreadableItems.length > 0 ? null : totalOf(order.items, "onetime", day),
  };
}

/** What can be shown of a customer's orders, and which cannot: a list that is not whole says so. */
export type CustomerOrders = { orders: CustomerOrder[]; unreadable: OrderId[] };

/** portal.md 6, "Customer view". Done is Processed: an activated line alone may still lack its bill. */
function labelOf({ status, activation }: Order): Exclude<OrderLabel, "cancelling"> {
  switch (status) {
    case "pending_review":
      return "under_review";
    case "approved":
    case "reactivate":
      if (activation.status === "unknown") return "unknown";
      if (activation.status === "scheduled") return "scheduled";
      return activation.status === "failed" ? "needs_attention" : "setting_up";
    case "processed":
      return "active";
    case "rejected":
      return "not_accepted";
    case "cancelled":
      return "cancelled";
    // A draft is not placed yet, and never listed.
    case "draft":
    case "unknown":
      return "unknown";
  }
}

function stepOf(order: Order): CustomerOrder["step"] {
  switch (labelOf(order)) {
    case "under_review":
      return 1;
    case "setting_up":
      // The work begins when the org's flow has said so.
      return order.activation.status === null || order.activation.status === "not_started" ? 2 : 3;
    case "scheduled":
    case "needs_attention":
      return 3;
    case "active":
      return 4;
    case "not_accepted":
    case "cancelled":
    case "unknown":
      return null;
  }
}

function needsOf(order: Order): CustomerOrder["needs"] {
  return labelOf(order) === "needs_attention" ? needOf(order.activation.errorCode) : null;
}

/** What the customer can do about it; null when it is in our hands. */
export function needOf(code: Order["activation"]["errorCode"]): CustomerOrder["needs"] {
  switch (code) {
    case "PAYMENT_METHOD_MISSING":
      return "payment_method";
    case "IDENTITY_NOT_VERIFIED":
      return "identity_check";
    case "ORDER_CHANGED":
      return "agreement";
    default:
      return null;
  }
}
