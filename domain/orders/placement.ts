import { z } from "zod";
import { PricebookEntryIdSchema } from "../shared/salesforce-ids.ts";
import { CYCLES } from "./schema.ts";

/** How an order gets into the customer system (portal.md 6, steps 3 to 7); each is written down before and after its call. */
export const PLACEMENT_STEPS = ["contact", "find", "create", "order", "link", "tell", "done"] as const;
/**
 * What is to be done next: what the contact lacks of the line's holder; an open opportunity looked for, or else made; the order
 * with its lines; the opportunity moved on; the customer told.
 */
export type PlacementStep = (typeof PLACEMENT_STEPS)[number];

/** `create` is left out when an opportunity was found. */
const NEXT: Readonly<Record<PlacementStep, readonly PlacementStep[]>> = {
  contact: ["find"],
  find: ["create", "order"],
  create: ["order"],
  order: ["link"],
  link: ["tell"],
  tell: ["done"],
  done: [],
};

export function canFollow(step: PlacementStep, next: PlacementStep): boolean {
  return NEXT[step].includes(next);
}

/** The order is in the customer system, whatever is still to be done after it. */
export function isPlaced(step: PlacementStep): boolean {
  return step === "link" || step === "tell" || step === "done";
}

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
