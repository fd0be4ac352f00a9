import { z } from "zod";
import { AccountIdSchema, CaseIdSchema, OrderIdSchema, OrderItemIdSchema } from "../shared/salesforce-ids.ts";

/**
 * What the customer system says has changed. Only hints: every one is read again before anything is told or done, so that one
 * that comes twice, late or out of order does no harm. Ids alone, never what the record holds.
 */
export const CustomerChangeSchema = z.discriminatedUnion("kind", [
  /** An approved order asks to be set up, or to go on. */
  z.object({ kind: z.literal("order_to_fulfil"), orderId: OrderIdSchema }),
  /** Something that its owner sees. `accountId` null: whose it is has to be asked. */
  z.object({ kind: z.literal("order"), orderId: OrderIdSchema, accountId: AccountIdSchema.nullable() }),
  z.object({ kind: z.literal("order_line"), itemId: OrderItemIdSchema }),
  z.object({ kind: z.literal("case"), caseId: CaseIdSchema, accountId: AccountIdSchema.nullable() }),
  z.object({
    kind: z.literal("account"),
    accountId: AccountIdSchema,
    /** Which of the two staff has answered; both false for some other field. */
    eligibility: z.boolean(),
    verification: z.boolean(),
  }),
  z.object({ kind: z.literal("catalogue") }),
]);
export type CustomerChange = z.infer<typeof CustomerChangeSchema>;

/** Records that are looked through for changes that no event has told of. */
export const WATCHED_RECORDS = ["order", "case", "account", "product", "price"] as const;
export type WatchedRecord = (typeof WATCHED_RECORDS)[number];

/** A record as it was found by looking. */
export type FoundRecord = {
  /** Names this state of the record: the same for as long as nothing has changed in it. */
  revision: string;
  id: string;
  changedAt: Date;
  changes: CustomerChange[];
};
