import type { z } from "zod";
import {
  InvoiceIdSchema,
  ServiceIdSchema,
  WhmcsClientIdSchema,
  WhmcsUserIdSchema,
  type InvoiceId,
  type ServiceId,
  type WhmcsClientId,
  type WhmcsUserId,
} from "./ids.ts";
import { wireId } from "./whmcs-wire.ts";

/** What a change notification is about. A hint only: the record itself is read again from the API (whmcs.md 9). */
export type BillingHint = {
  clientId: WhmcsClientId | null;
  userId: WhmcsUserId | null;
  invoiceId: InvoiceId | null;
  serviceId: ServiceId | null;
};

/**
 * Reads the ids of a hook's variables, as number or text, under names of any case (`invoiceid`, `InvoiceID`, `invoiceId`).
 * `userid` is the client, except where a user changed the password. All else is dropped, also what must not have been sent
 * (passwords). An id that cannot be read is null.
 */
export function readBillingHint(event: string, data: Readonly<Record<string, unknown>>): BillingHint {
  const values = new Map(Object.entries(data).map(([name, value]) => [name.toLowerCase(), value]));
  const find = <Id>(schema: z.ZodType<Id>, names: readonly string[]): Id | null => {
    for (const name of names) {
      const parsed = schema.safeParse(values.get(name));
      if (parsed.success) return parsed.data;
    }
    return null;
  };
  const userIdIsUser = event.toLowerCase() === "userchangepassword";
  return {
    clientId: find(wireId(WhmcsClientIdSchema), userIdIsUser ? ["client_id"] : ["client_id", "userid"]),
    userId: find(wireId(WhmcsUserIdSchema), userIdIsUser ? ["user_id", "userid"] : ["user_id"]),
    // The reference spells the one of AddTransaction `invocieid`.
    invoiceId: find(wireId(InvoiceIdSchema), ["invoiceid", "invocieid"]),
    serviceId: find(wireId(ServiceIdSchema), ["serviceid", "relid"]),
  };
}
