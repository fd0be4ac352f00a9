import { useLoaderData } from "@remix-run/react";
import { tokyoDate } from "#domain/shared/dates.ts";
import { readBillingSummary } from "~/features/billing/billing-summary.server.ts";
import { DashboardPage } from "~/features/dashboard/dashboard-page.tsx";
import { toDashboard } from "~/features/dashboard/dashboard.server.ts";
import { readStanding } from "~/features/dashboard/read-standing.server.ts";
import { readPayMethods, refreshPayMethods } from "~/features/billing/read-pay-methods.server.ts";
import { refreshInvoices } from "~/features/billing/reads.server.ts";
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
  const billing = readPart(context, () => readBillingSummary(app, customer));
  const methods = readPart(context, () => readPayMethods(app, customer));
  const translator = translatorOf(context);
  const dashboard = Promise.all([billing, methods, readStanding(app, customer)]).then(
    ([bills, payMethods, standing]) =>
      toDashboard({ bills, payMethods, standing }, { today: tokyoDate(app.now()), translator }),
  );
  return {
    title: pageTitle(context, translator.t("dashboard.title")),
    name: customer.name,
    dashboard: await later(context, dashboard),
  };
});

export default function Dashboard() {
  const { name, dashboard } = useLoaderData<typeof loader>();
  return <DashboardPage name={name} dashboard={dashboard} />;
}
