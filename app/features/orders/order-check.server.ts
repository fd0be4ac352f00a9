import { z } from "zod";
import { ShownCartSchema, toShownCart, type Cart } from "#domain/orders/cart.ts";
import { GATES, GATE_STATES, notPassed, type GateResult } from "#domain/orders/gates.ts";
import { CheckoutIdSchema, type CheckoutId } from "./checkout/checkout-session.server.ts";
import { stepHref, type CheckoutStep } from "./checkout/checkout-steps.ts";

/** Which cart is meant: what is in it was chosen on the pages. */
export const OrderCheckSchema = z.strictObject({ checkoutId: CheckoutIdSchema });

/** What decides about an order at this moment, as the pages of the checkout have it. */
export const OrderCheckAnswerSchema = z.object({
  /** Null while it cannot be priced. */
  cart: ShownCartSchema.nullable(),
  gates: z.array(z.object({ gate: z.enum(GATES), state: z.enum(GATE_STATES), reason: z.string() })),
  isReady: z.boolean(),
  /** The page where the person goes on: reading, agreeing and ordering are theirs. */
  continueAt: z.string(),
});
export type OrderCheckAnswer = z.infer<typeof OrderCheckAnswerSchema>;

export function toOrderCheckAnswer(
  { checkoutId, cart, gates }: { checkoutId: CheckoutId; cart: Cart | null; gates: GateResult[] },
  next: CheckoutStep,
): OrderCheckAnswer {
  return {
    cart: cart && toShownCart(cart),
    gates,
    isReady: notPassed(gates).length === 0,
    continueAt: stepHref(next, checkoutId),
  };
}
