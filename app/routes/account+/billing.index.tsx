import { useLoaderData } from "@remix-run/react";
import { BillingPage } from "~/features/billing/billing-page.tsx";
import { readBillingSummary } from "~/features/billing/billing-summary.server.ts";
import { refreshInvoices } from "~/features/billing/reads.server.ts";
import { toMethodsView } from "~/features/billing/method-view.ts";
import { readPayMethods, refreshPayMethods } from "~/features/billing/read-pay-methods.server.ts";
import { tokyoDate } from "#domain/shared/dates.ts";
import { pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { later, readPart } from "~/platform/page/part.server.ts";
import { retryPart } from "~/platform/page/retry.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";

export const loader = forCustomer(async (input) => {
  const { app, context, customer } = input;
  await retryPart(input, customer.userId, async () => {
    await refreshInvoices(app, customer);
    await refreshPayMethods(app, customer);
  });
  const today = tokyoDate(app.now());
  const bills = readPart(
    context,
    () => readBillingSummary(app, customer),
    ({ open: _, balances: __, ...view }) => view,
  );
  const methods = readPart(
    context,
    () => readPayMethods(app, customer),
    (listing) => toMethodsView(listing, today),
  );
  const { t } = translatorOf(context);
  return {
    title: pageTitle(context, t("billing.title")),
    bills: await later(context, bills),
    methods: await later(context, methods),
  };
});

export default function Billing() {
  return <BillingPage {...useLoaderData<typeof loader>()} />;
}
