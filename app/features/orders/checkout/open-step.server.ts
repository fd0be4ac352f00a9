import { redirect } from "@remix-run/node";
import { assertNever } from "#domain/shared/errors.ts";
import { isRefused } from "~/platform/page/page-title.server.ts";
import type { Customer, RouteInput } from "~/platform/page/route.server.ts";
import { CheckoutIdSchema } from "./checkout-session.server.ts";
import { findOrigin } from "../configure/draft-store.server.ts";
import { stepHref as configureHref } from "../configure/step-href.ts";
import { CHECKOUT_STEPS, stepHref, type CheckoutStep } from "./checkout-steps.ts";
import { findPlacementState } from "./place-order.server.ts";
import { nextStep, readCheckout, type Checkout } from "./read-checkout.server.ts";

export type OpenedStep =
  /** `change`: where the choice is changed, with what was chosen as long as that is kept. */
  | { state: "ready"; checkout: Checkout; next: CheckoutStep; change: string }
  /** Expired, made up, or somebody else's: no difference is told. `again`: where it is made anew from the choices that are kept. */
  | { state: "expired"; again: string | null }
  /** The button was pressed, and no answer has come yet. */
  | { state: "under_way" };

/**
 * The checkout of a page, for one of its steps. Throws the redirect to its order when it is placed, and to the first step that is open
 * when one before this was left out; not from a page that tells why its own form was refused.
 */
export async function openStep(
  { app, context, customer, url }: Pick<RouteInput, "app" | "context" | "url"> & { customer: Customer },
  step: CheckoutStep,
): Promise<OpenedStep> {
  const checkoutId = CheckoutIdSchema.safeParse(url.searchParams.get("checkout")).data;
  if (checkoutId === undefined) return { state: "expired", again: null };
  const placement = await findPlacementState(app, { owner: customer, checkoutId });
  if (placement?.orderId) throw redirect(`/account/orders/${placement.orderId}`, 303);
  if (placement) {
    if (step !== "confirm") throw redirect(stepHref("confirm", checkoutId), 303);
    return { state: "under_way" };
  }
  const [checkout, origin] = await Promise.all([
    readCheckout(app, customer, { checkoutId }),
    findOrigin(app, { userId: customer.userId, checkoutId }),
  ]);
  const again = origin && configureHref(origin.kind, origin.draftId);
  if (!checkout) return { state: "expired", again };
  const next = nextStep(app, checkout);
  const isAhead = CHECKOUT_STEPS.indexOf(step) > CHECKOUT_STEPS.indexOf(next);
  if (isAhead && !isRefused(context)) throw redirect(stepHref(next, checkoutId), 303);
  return { state: "ready", checkout, next, change: again ?? configureHref(checkout.selection.kind) };
}

export function againOf(opened: OpenedStep): string | null {
  return opened.state === "expired" ? opened.again : null;
}

/** For an action: what its form is about, or the way to where that is told. */
export async function openStepToChange(
  input: Parameters<typeof openStep>[0],
  step: CheckoutStep,
): Promise<Checkout> {
  const opened = await openStep(input, step);
  switch (opened.state) {
    case "ready":
      return opened.checkout;
    case "expired":
    case "under_way":
      throw redirect(input.url.pathname + input.url.search, 303);
    default:
      return assertNever(opened);
  }
}
