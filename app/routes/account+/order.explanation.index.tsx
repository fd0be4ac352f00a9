import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ExplanationFormSchema } from "#domain/orders/checkout-forms.ts";
import { ErrorSummary } from "~/components/forms/field.tsx";
import { noteProgress } from "~/features/orders/checkout/checkout-progress.server.ts";
import { stepHref } from "~/features/orders/checkout/checkout-steps.ts";
import { checkoutErrors } from "~/features/orders/checkout/checkout-texts.server.ts";
import { toDocumentFile } from "~/features/orders/checkout/document-file.server.ts";
import { ExpiredPage } from "~/features/orders/checkout/expired-page.tsx";
import { ExplanationPage } from "~/features/orders/checkout/explanation-page.tsx";
import { againOf, openStep, openStepToChange } from "~/features/orders/checkout/open-step.server.ts";
import { explanationOf } from "~/features/orders/checkout/read-checkout.server.ts";
import { readShown, signShown } from "~/features/orders/checkout/shown-document.server.ts";
import { readForm } from "~/platform/page/form.server.ts";
import { markRefused, pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";

export const loader = forCustomer(async (input) => {
  const { app, context, customer } = input;
  const { t } = translatorOf(context);
  const opened = await openStep(input, "explanation");
  const document = opened.state === "ready" ? explanationOf(app, opened.checkout, context.language) : null;
  if (opened.state !== "ready" || !document)
    return { title: pageTitle(context, t("checkout.expired.title")), page: null, again: againOf(opened) };
  const { checkoutId } = opened.checkout;
  const { sha256 } = toDocumentFile(document);
  const shown = signShown(app, { userId: customer.userId, checkoutId, sha256 });
  return {
    title: pageTitle(context, t("checkout.read.page")),
    page: { checkoutId, document, sha256, shown },
    again: null,
  };
});

export const action = forCustomer(async (input) => {
  const { app, context, customer } = input;
  const { language, clientIp, userAgent } = context;
  const form = await readForm(input, ExplanationFormSchema);
  const checkout = await openStepToChange(input, "explanation");
  const place = { userId: customer.userId, checkoutId: checkout.checkoutId };
  const document = explanationOf(app, checkout, language);
  const sha256 = document && toDocumentFile(document).sha256;
  const shownAt =
    form.ok && sha256 === form.value.document ? readShown(app, { ...place, sha256 }, form.value.shown) : null;
  if (!form.ok || !document || !sha256 || shownAt === null) {
    markRefused(context);
    const errors = form.ok ? { "": "checkout.changed" } : form.refusal.errors;
    return data({ errors: checkoutErrors(app, language, errors) }, { status: form.ok ? 409 : 400 });
  }
  await noteProgress(app, place, {
    explanation: {
      version: document.version,
      language,
      sha256,
      ip: clientIp,
      userAgent,
      shownAt,
      confirmedAt: app.now().toISOString(),
    },
  });
  throw redirect(stepHref("delivery", place.checkoutId), 303);
});

export default function ExplanationRoute() {
  const { page, again } = useLoaderData<typeof loader>();
  const errors = useActionData<typeof action>()?.errors ?? {};
  if (page === null) return <ExpiredPage again={again} />;
  return (
    <>
      <ErrorSummary errors={errors} />
      <ExplanationPage {...page} errors={errors} />
    </>
  );
}
