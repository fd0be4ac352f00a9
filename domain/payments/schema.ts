import { z } from "zod";
import { CalendarMonthSchema } from "../shared/dates.ts";
import { PayMethodIdSchema } from "../shared/ids.ts";

/** A stored card or account. Tokens and bank numbers never get this far. */
export const PayMethodSchema = z.object({
  id: PayMethodIdSchema,
  kind: z.enum(["card", "bank", "unknown"]),
  /** "Visa", "JCB"; for a bank the bank's name; empty when not told. */
  brand: z.string(),
  /** Last four digits of a card; null for a bank account. */
  lastFour: z.string().nullable(),
  /** Last month in which a card is good; null for a bank account or when not told. */
  expires: CalendarMonthSchema.nullable(),
  description: z.string(),
  gateway: z.string(),
});
export type PayMethod = z.infer<typeof PayMethodSchema>;

/** A way to pay that the operator has set up (not a stored instrument). */
export const GatewaySchema = z.object({ name: z.string(), displayName: z.string() });
export type Gateway = z.infer<typeof GatewaySchema>;
