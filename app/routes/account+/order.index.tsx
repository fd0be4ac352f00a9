import { createHash } from "node:crypto";
import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { PlaceFormSchema } from "#domain/orders/checkout-forms.ts";
import { toShownCart } from "#domain/orders/cart.ts";
import { ErrorSummary } from "~/components/forms/field.tsx";
import { addressLines } from "~/features/address/address-lines.ts";
import { CheckPage } from "~/features/orders/checkout/check-page.tsx";
import { noteProgress } from "~/features/orders/checkout/checkout-progress.server.ts";
import { stepHref } from "~/features/orders/checkout/checkout-steps.ts";
import { checkoutErrors } from "~/features/orders/checkout/checkout-texts.server.ts";
import { ExpiredPage } from "~/features/orders/checkout/expired-page.tsx";
import { againOf, openStep, openStepToChange } from "~/features/orders/checkout/open-step.server.ts";
import type { Checkout } from "~/features/orders/checkout/read-checkout.server.ts";
import { readForm } from "~/platform/page/form.server.ts";
import { markRefused, pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";

export const loader = forCustomer(async (input) => {
  const { context } = input;
  const { t } = translatorOf(context);
  const opened = await openStep(input, "check");
  if (opened.state !== "ready")
    return { title: pageTitle(context, t("checkout.expired.title")), page: null, again: againOf(opened) };
  const { checkout, next, change } = opened;
  const { checkoutId, cart, gates } = checkout;
  return {
    title: pageTitle(context, t("checkout.title")),
    page: {
      checkoutId,
      cart: cart && toShownCart(cart),
      next,
      change,
      place: placeOf(checkout),
      // What is still to be read and agreed to comes with the next steps.
      gates: gates.filter(({ gate }) => gate !== "agreed").map(({ gate, state }) => ({ gate, state })),
    },
    again: null,
  };
});

/** Confirms the place of an installation. */
export const action = forCustomer(async (input) => {
  const { app, context, customer } = input;
  const form = await readForm(input, PlaceFormSchema);
  const checkout = await openStepToChange(input, "check");
  const { checkoutId, address } = checkout;
  const isShown = form.ok && placeOf(checkout)?.fingerprint === form.value.address;
  if (!form.ok || !isShown || address === null) {
    markRefused(context);
    const errors = form.ok ? { confirmed: "checkout.place.changed" } : form.refusal.errors;
    return data({ errors: checkoutErrors(app, context.language, errors) }, { status: form.ok ? 409 : 400 });
  }
  await noteProgress(app, { userId: customer.userId, checkoutId }, { confirmedAddress: address });
  throw redirect(stepHref("check", checkoutId), 303);
});

function placeOf({ selection, address, progress }: Checkout) {
  if (selection.kind !== "internet" || address === null) return null;
  const lines = addressLines(address);
  return {
    lines,
    fingerprint: createHash("sha256").update(lines).digest("hex"),
    isConfirmed: JSON.stringify(progress.confirmedAddress) === JSON.stringify(address),
  };
}

export default function CheckRoute() {
  const { page, again } = useLoaderData<typeof loader>();
  const errors = useActionData<typeof action>()?.errors ?? {};
  if (page === null) return <ExpiredPage again={again} />;
  return (
    <>
      <ErrorSummary errors={errors} />
      <CheckPage {...page} errors={errors} />
    </>
  );
}
