import { z } from "zod";
import { AccountIdSchema, ContactIdSchema, OpportunityIdSchema } from "../shared/salesforce-ids.ts";

export const CASE_PRIORITIES = ["low", "medium", "high"] as const;

/** `customer`: listed to them. `portal`: made by the portal itself, for staff alone. */
export const CASE_ORIGINS = ["customer", "portal"] as const;

/** A case to be opened; lengths are the platform's. */
export const NewCaseSchema = z.object({
  /** Null: nobody knows yet whose case it is. */
  accountId: AccountIdSchema.nullable(),
  contactId: ContactIdSchema.nullable(),
  /** The inquiry it belongs to, for staff. */
  opportunityId: OpportunityIdSchema.optional(),
  origin: z.enum(CASE_ORIGINS),
  subject: z.string().min(1).max(255),
  description: z.string().max(32_000),
  /** The customer's category, or what the portal asks staff for. */
  type: z.string().max(255).nullable(),
  priority: z.enum(CASE_PRIORITIES),
});
export type NewCase = z.infer<typeof NewCaseSchema>;
