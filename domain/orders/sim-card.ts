import { z } from "zod";
import { AccountIdSchema, OrderIdSchema, SimCardIdSchema } from "../shared/salesforce-ids.ts";
import { CardNumberSchema, IccidSchema, MsisdnSchema } from "../sim/ids.ts";

/** A physical card of the stock; staff picks one before it approves an order. */
export const SimCardSchema = z.object({
  id: SimCardIdSchema,
  phoneNumber: MsisdnSchema,
  cardNumber: CardNumberSchema,
  iccid: IccidSchema,
  /** Who has it; null while it is free. */
  accountId: AccountIdSchema.nullable(),
  orderId: OrderIdSchema.nullable(),
});
export type SimCard = z.infer<typeof SimCardSchema>;
