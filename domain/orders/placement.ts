import { z } from "zod";
import { PricebookEntryIdSchema } from "../shared/salesforce-ids.ts";
import { CYCLES } from "./schema.ts";

/** How far an order had come in the journal of an older release; a process takes each over at its step. */
export const PLACEMENT_STEPS = ["contact", "find", "create", "order", "link", "tell", "done"] as const;
export type PlacementStep = (typeof PLACEMENT_STEPS)[number];

/** A line as the customer confirmed it: fulfilment compares the order with these (portal.md 7, ORDER_CHANGED). */
export const ConfirmedLineSchema = z.object({
  priceEntryId: PricebookEntryIdSchema,
  sku: z.string(),
  cycle: z.enum(CYCLES),
  quantity: z.int().positive(),
  /** Of one, without tax, in yen. */
  minor: z.int().nonnegative(),
});
export type ConfirmedLine = z.infer<typeof ConfirmedLineSchema>;
