import { isAdditionalVoiceLine } from "#domain/orders/voice-lines.ts";
import { requireStepUp } from "~/features/sign-in/require-step-up.server.ts";
import type { Customer, RouteInput } from "~/platform/page/route.server.ts";
import { findCheckout, type CheckoutId } from "./checkout-session.server.ts";
import { stepHref } from "./checkout-steps.ts";
import { findPlacementState } from "./place-order.server.ts";
import { readCheckout } from "./read-checkout.server.ts";

/**
 * Before an order is placed: one more line that can call needs a factor of a moment ago (JP-ID-6), else whoever holds a password makes
 * lines in somebody's name. Counted anew, and asked for also while nobody knows how many there are. What was sent before goes on.
 */
export async function requireLineStepUp(
  input: Pick<RouteInput, "app" | "request" | "context"> & { customer: Customer },
  checkoutId: CheckoutId,
): Promise<void> {
  const { app, customer } = input;
  const selection = await findCheckout(app, { userId: customer.userId, checkoutId });
  if (selection?.kind !== "sim") return;
  if (await findPlacementState(app, { owner: customer, checkoutId })) return;
  const checkout = await readCheckout(app, customer, { checkoutId, isFinal: true });
  if (checkout && isAdditionalVoiceLine(checkout.voice))
    await requireStepUp(input, "line.add", stepHref("confirm", checkoutId));
}
