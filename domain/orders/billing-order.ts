import { z } from "zod";
import { SERVICE_STATUSES } from "../subscriptions/schema.ts";
import { BillingOrderIdSchema, BillingProductIdSchema, ServiceIdSchema } from "../shared/ids.ts";
import { OrderIdSchema } from "../shared/salesforce-ids.ts";

export const BILLING_ORDER_STATUSES = ["pending", "active", "fraud", "cancelled"] as const;

/** An order as the billing system keeps it. Addresses, fraud checks and staff's notes never get this far. */
export const BillingOrderSchema = z.object({
  id: BillingOrderIdSchema,
  /** Administrators may add statuses of their own: `unknown`. */
  status: z.enum([...BILLING_ORDER_STATUSES, "unknown"]),
  /** Null for an old or imported one. */
  orderedAt: z.date().nullable(),
  /** The order of the customer system that it was made for; null when its note does not say. */
  orderId: OrderIdSchema.nullable(),
});
export type BillingOrder = z.infer<typeof BillingOrderSchema>;

/** What the portal writes into a service's own fields, so that staff find line and opportunity from there. */
export const SERVICE_FIELDS = ["opportunityId", "simNumber", "serialNumber", "eid", "phoneNumber"] as const;
export type ServiceField = (typeof SERVICE_FIELDS)[number];

/** A service that an order has made, with the ids of its fields, which differ from product to product. */
export const OrderedServiceSchema = z.object({
  id: ServiceIdSchema,
  productId: BillingProductIdSchema,
  billingOrderId: BillingOrderIdSchema.nullable(),
  status: z.enum([...SERVICE_STATUSES, "unknown"]),
  /** Only the fields that the product has. */
  fields: z.partialRecord(z.enum(SERVICE_FIELDS), z.object({ id: z.int().positive(), value: z.string() })),
});
export type OrderedService = z.infer<typeof OrderedServiceSchema>;
