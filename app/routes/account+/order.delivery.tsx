import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { DeliveryFormSchema } from "#domain/orders/checkout-forms.ts";
import { ErrorSummary } from "~/components/forms/field.tsx";
import { noteProgress } from "~/features/orders/checkout/checkout-progress.server.ts";
import { stepHref } from "~/features/orders/checkout/checkout-steps.ts";
import { checkoutErrors } from "~/features/orders/checkout/checkout-texts.server.ts";
import { DeliveryPage } from "~/features/orders/checkout/delivery-page.tsx";
import { ExpiredPage } from "~/features/orders/checkout/expired-page.tsx";
import { againOf, openStep, openStepToChange } from "~/features/orders/checkout/open-step.server.ts";
import { readForm } from "~/platform/page/form.server.ts";
import { markRefused, pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";

export const loader = forCustomer(async (input) => {
  const { context } = input;
  const { t } = translatorOf(context);
  const opened = await openStep(input, "delivery");
  return opened.state === "ready"
    ? {
        title: pageTitle(context, t("checkout.delivery.page")),
        checkoutId: opened.checkout.checkoutId,
        again: null,
      }
    : { title: pageTitle(context, t("checkout.expired.title")), checkoutId: null, again: againOf(opened) };
});

export const action = forCustomer(async (input) => {
  const { app, context, customer } = input;
  const form = await readForm(input, DeliveryFormSchema);
  const { checkoutId } = await openStepToChange(input, "delivery");
  if (!form.ok) {
    markRefused(context);
    const errors = checkoutErrors(app, context.language, form.refusal.errors);
    return data({ errors, age: form.refusal.values["age"], isMinor: false }, { status: 400 });
  }
  if (form.value.age === "minor") return { errors: {}, age: "minor", isMinor: true };
  const place = { userId: customer.userId, checkoutId };
  await noteProgress(app, place, { delivery: { consentedAt: app.now().toISOString() } });
  throw redirect(stepHref("confirm", checkoutId), 303);
});

export default function DeliveryRoute() {
  const { checkoutId, again } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? { errors: {}, age: undefined, isMinor: false };
  if (checkoutId === null) return <ExpiredPage again={again} />;
  return (
    <>
      <ErrorSummary errors={answer.errors} />
      <DeliveryPage {...answer} checkoutId={checkoutId} />
    </>
  );
}
