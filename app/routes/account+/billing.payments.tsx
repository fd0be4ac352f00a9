import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { AppError } from "#domain/shared/errors.ts";
import { tokyoDate } from "#domain/shared/dates.ts";
import { createBillingLink } from "~/features/billing/billing-link.server.ts";
import { toMethodsView } from "~/features/billing/method-view.ts";
import { PaymentsPage } from "~/features/billing/payments-page.tsx";
import { readPayMethods, refreshPayMethods } from "~/features/billing/read-pay-methods.server.ts";
import { leaveFlash } from "~/platform/page/flash.server.ts";
import { readForm } from "~/platform/page/form.server.ts";
import { pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { later, readPart } from "~/platform/page/part.server.ts";
import { redirectToBilling } from "~/platform/page/redirect-to-billing.server.ts";
import { retryPart } from "~/platform/page/retry.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";
import { wayBack, withWayBack } from "~/platform/page/way-back.ts";

const FormSchema = z.object({ act: z.enum(["manage", "refresh"]) });

export const loader = forCustomer(async (input) => {
  const { app, context, customer } = input;
  await retryPart(input, customer.userId, () => refreshPayMethods(app, customer));
  const today = tokyoDate(app.now());
  const methods = readPart(
    context,
    () => readPayMethods(app, customer),
    (listing) => toMethodsView(listing, today),
  );
  const { t } = translatorOf(context);
  const back = wayBack(input.url);
  return {
    title: pageTitle(context, t("payments.title")),
    methods: await later(context, methods),
    back: back && {
      href: back.href,
      label: t(back.isCheckout ? "verification.toCheckout" : "verification.back"),
    },
  };
});

/** Opens the billing site's page of payment methods, or reads them again after the customer has been there. */
export const action = forCustomer(async (input) => {
  const { app, context, customer } = input;
  const form = await readForm(input, FormSchema);
  if (!form.ok) throw new AppError("invalid_input", { reason: "VALIDATION_FAILED" });
  if (form.value.act === "manage")
    return redirectToBilling(
      await createBillingLink(app, customer, {
        target: { kind: "pay_methods" },
        requestId: context.requestId,
      }),
    );
  await app.limits.use("refresh", customer.userId);
  await refreshPayMethods(app, customer);
  leaveFlash(context, "payMethodsRead");
  return redirect(withWayBack("/account/billing/payments", wayBack(input.url)), { status: 303 });
});

export default function Payments() {
  const { methods, back } = useLoaderData<typeof loader>();
  return <PaymentsPage methods={methods} back={back} />;
}
