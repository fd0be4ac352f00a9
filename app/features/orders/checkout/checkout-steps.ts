/** The steps of a checkout, each on a page of its own, in their order. */
export const CHECKOUT_STEPS = ["check", "explanation", "delivery", "confirm"] as const;
export type CheckoutStep = (typeof CHECKOUT_STEPS)[number];

export function stepHref(step: CheckoutStep, checkoutId: string): string {
  const page = step === "check" ? "/account/order" : `/account/order/${step}`;
  return `${page}?checkout=${checkoutId}`;
}
