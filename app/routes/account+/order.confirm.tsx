import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ConfirmFormSchema } from "#domain/orders/checkout-forms.ts";
import { isSteppedUp } from "#domain/auth/step-up.ts";
import { isAdditionalVoiceLine } from "#domain/orders/voice-lines.ts";
import { assertNever } from "#domain/shared/errors.ts";
import { ErrorSummary } from "~/components/forms/field.tsx";
import { requireStepUp, resumedFields } from "~/features/sign-in/require-step-up.server.ts";
import { clockOf } from "~/features/sign-in/step-up.server.ts";
import { auditFrom } from "~/features/sign-in/from.ts";
import { stepHref } from "~/features/orders/checkout/checkout-steps.ts";
import { checkoutErrors } from "~/features/orders/checkout/checkout-texts.server.ts";
import { ConfirmPage, UnderWayPage, type ConfirmRefusal } from "~/features/orders/checkout/confirm-page.tsx";
import { toDocumentFile } from "~/features/orders/checkout/document-file.server.ts";
import { ExpiredPage } from "~/features/orders/checkout/expired-page.tsx";
import { openStep } from "~/features/orders/checkout/open-step.server.ts";
import { placeOrder, type PlaceOrderOutcome } from "~/features/orders/checkout/place-order.server.ts";
import { confirmationOf } from "~/features/orders/checkout/read-checkout.server.ts";
import { CheckoutIdSchema } from "~/features/orders/checkout/checkout-session.server.ts";
import { signShown } from "~/features/orders/checkout/shown-document.server.ts";
import { readForm } from "~/platform/page/form.server.ts";
import { markRefused, pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";

export const loader = forCustomer(async (input) => {
  const { app, context, customer, url } = input;
  const { t } = translatorOf(context);
  const opened = await openStep(input, "confirm");
  if (opened.state === "under_way")
    return {
      title: pageTitle(context, t("checkout.underWay.title")),
      state: opened.state,
      checkoutId: url.searchParams.get("checkout") ?? "",
    };
  if (opened.state === "expired")
    return {
      title: pageTitle(context, t("checkout.expired.title")),
      state: opened.state,
      again: opened.again,
    };
  const { checkout, change } = opened;
  const { checkoutId, gates } = checkout;
  const document = confirmationOf(app, checkout, context.language);
  const sha256 = document && toDocumentFile(document).sha256;
  const screen = sha256 && {
    document,
    sha256,
    shown: signShown(app, { userId: customer.userId, checkoutId, sha256 }),
  };
  return {
    title: pageTitle(context, t("checkout.confirm.page")),
    state: opened.state,
    page: {
      checkoutId,
      screen: screen || null,
      change,
      needsStepUp: isAdditionalVoiceLine(checkout.voice),
      hasTicked: (await resumedFields(input))["terms"] === "on",
      gates: gates.map(({ gate, state }) => ({ gate, state })),
    },
  };
});

/** Orders. Everything that counts is on the server: the form says which screen was confirmed, and nothing of what is on it. */
export const action = forCustomer(async (input) => {
  const { app, context, customer, url } = input;
  const { language, userAgent } = context;
  const checkoutId = CheckoutIdSchema.safeParse(url.searchParams.get("checkout")).data;
  const form = await readForm(input, ConfirmFormSchema);
  if (checkoutId === undefined) throw redirect(url.pathname, 303);
  if (!form.ok) {
    markRefused(context);
    const errors = checkoutErrors(app, language, form.refusal.errors);
    return data({ errors, refusal: null }, { status: 400 });
  }
  await app.limits.use("placeOrder", customer.userId);
  const outcome = await placeOrder(app, {
    owner: customer,
    checkoutId,
    language,
    confirmationSha256: form.value.document,
    shown: form.value.shown,
    isSteppedUp: isSteppedUp("line.add", customer.proof, clockOf(app)),
    seen: { ...auditFrom(context), userAgent },
  });
  if (outcome.state === "step_up") await requireStepUp(input, "line.add", stepHref("confirm", checkoutId));
  const { refusal, status } = refusalOf(outcome, url);
  markRefused(context);
  return data({ errors: {}, refusal }, { status });
});

/** Throws the redirect to where there is no more to be ordered here. */
function refusalOf(outcome: PlaceOrderOutcome, url: URL): { refusal: ConfirmRefusal | null; status: number } {
  switch (outcome.state) {
    case "placed":
      throw redirect(`/account/orders/${outcome.orderId}?submitted=1`, 303);
    case "expired":
    case "step_up":
      throw redirect(url.pathname + url.search, 303);
    case "under_way":
      return { refusal: null, status: 503 };
    case "gates": {
      const isRefused = outcome.gates.some(({ state }) => state === "refused");
      return isRefused ? { refusal: "missing", status: 409 } : { refusal: "unknown", status: 503 };
    }
    case "changed":
      return { refusal: "changed", status: 409 };
    case "rejected":
      return { refusal: "crm", status: 422 };
    case "other_under_way":
      return { refusal: "other", status: 503 };
    default:
      return assertNever(outcome);
  }
}

export default function ConfirmRoute() {
  const shown = useLoaderData<typeof loader>();
  const { errors, refusal } = useActionData<typeof action>() ?? { errors: {}, refusal: null };
  switch (shown.state) {
    case "expired":
      return <ExpiredPage again={shown.again} />;
    case "under_way":
      return <UnderWayPage checkoutId={shown.checkoutId} />;
    case "ready":
      return (
        <>
          <ErrorSummary errors={errors} />
          <ConfirmPage {...shown.page} errors={errors} refusal={refusal} />
        </>
      );
  }
}
