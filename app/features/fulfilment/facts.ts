import { z } from "zod";
import { SERVICE_KINDS } from "#domain/catalog/schema.ts";
import { BillingOrderIdSchema } from "#domain/shared/ids.ts";
import { AccountIdSchema } from "#domain/shared/salesforce-ids.ts";

const Instant = z.iso.datetime();

/** What is learnt of an order on the way. Its number is no fact: it is sealed. */
export const FactsSchema = z.object({
  /** It was found approved once: what stops it from then on stops it visibly. */
  isBegun: z.boolean().optional(),
  accountId: AccountIdSchema.optional(),
  kind: z.enum(SERVICE_KINDS).optional(),
  billingOrderId: BillingOrderIdSchema.optional(),
  /** Since when the line has not been open. */
  waitingSince: Instant.nullable().optional(),
  scheduledFor: Instant.nullable().optional(),
  /** It was told to staff that the installation is awaited: an order that says Activating from then on is installed. */
  isInstallationAwaited: z.boolean().optional(),
});
export type Facts = z.output<typeof FactsSchema>;
