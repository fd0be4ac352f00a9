import { z } from "zod";
import { CalendarDateSchema } from "../shared/dates.ts";
import { EidSchema } from "../sim/ids.ts";
import { ACCESS_MODES, LineHolderSchema, PortingSchema } from "./schema.ts";

export const SkuSchema = z.string().min(1).max(64);

/**
 * What a customer has chosen: explicit SKUs and the choices that an order carries, never a price. Both halves of a pair of add-ons
 * are named. It holds personal data, so it is kept sealed and never in an address.
 */
export const SelectionSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("internet"),
    planSku: SkuSchema,
    installationSku: SkuSchema,
    addonSkus: z.array(SkuSchema).max(20),
    accessMode: z.enum(ACCESS_MODES),
    /** The day that the customer wishes for the installation; staff plans it. Null: the first that there is. */
    wishedOn: CalendarDateSchema.nullish(),
  }),
  z.object({
    kind: z.literal("sim"),
    planSku: SkuSchema,
    addonSkus: z.array(SkuSchema).max(20),
    /** Null: a card is sent. */
    eid: EidSchema.nullable(),
    /** Null: as soon as the order is approved. */
    startsOn: CalendarDateSchema.nullable(),
    /** Null: a new number. */
    porting: PortingSchema.nullable(),
    /** Null: a plan without voice, or the contact has all of it. */
    holder: LineHolderSchema.nullable(),
  }),
  z.object({ kind: z.literal("vpn"), planSku: SkuSchema }),
]);
export type Selection = z.infer<typeof SelectionSchema>;
