import { z } from "zod";

/** Ids are branded so that two systems' ids cannot be swapped. */
export const UserIdSchema = z.uuid().brand<"UserId">();
export type UserId = z.infer<typeof UserIdSchema>;

const positiveInteger = z.int().positive().max(2_147_483_647);

/** WHMCS billing account; called `userid` in WHMCS billing calls. */
export const WhmcsClientIdSchema = positiveInteger.brand<"WhmcsClientId">();
export type WhmcsClientId = z.infer<typeof WhmcsClientIdSchema>;

/** WHMCS login; not the billing account. */
export const WhmcsUserIdSchema = positiveInteger.brand<"WhmcsUserId">();
export type WhmcsUserId = z.infer<typeof WhmcsUserIdSchema>;

export const InvoiceIdSchema = positiveInteger.brand<"InvoiceId">();
export type InvoiceId = z.infer<typeof InvoiceIdSchema>;

export const ServiceIdSchema = positiveInteger.brand<"ServiceId">();
export type ServiceId = z.infer<typeof ServiceIdSchema>;

/** A product of the billing system, `pid` there. */
export const BillingProductIdSchema = positiveInteger.brand<"BillingProductId">();
export type BillingProductId = z.infer<typeof BillingProductIdSchema>;

/** An order of the billing system; the order a customer knows is the customer system's. */
export const BillingOrderIdSchema = positiveInteger.brand<"BillingOrderId">();
export type BillingOrderId = z.infer<typeof BillingOrderIdSchema>;

export const PayMethodIdSchema = positiveInteger.brand<"PayMethodId">();
export type PayMethodId = z.infer<typeof PayMethodIdSchema>;

/** An id from a URL: decimal digits only, no sign, no leading zero. Null means "no such page". */
export function parseInvoiceId(text: string | undefined): InvoiceId | null {
  if (text === undefined || !/^[1-9][0-9]{0,9}$/.test(text)) return null;
  const parsed = InvoiceIdSchema.safeParse(Number(text));
  return parsed.success ? parsed.data : null;
}
