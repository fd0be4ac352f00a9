import { useLoaderData } from "@remix-run/react";
import { MAX_STATEMENT_MONTHS } from "#domain/invoices/statement-query.ts";
import { StatementPage } from "~/features/billing/statement-page.tsx";
import { periodOf, readStatementView } from "~/features/billing/statement-part.server.ts";
import { refreshInvoices } from "~/features/billing/reads.server.ts";
import { readClient } from "~/features/profile/read-client.server.ts";
import { pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { later, readPart } from "~/platform/page/part.server.ts";
import { retryPart } from "~/platform/page/retry.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";

export const loader = forCustomer(async (input) => {
  const { app, context, customer, url } = input;
  await retryPart(input, customer.userId, () => refreshInvoices(app, customer));
  await app.limits.use("documents", customer.userId);
  const period = periodOf(url, app.now());
  const part = readPart(context, async () => {
    const { currency } = (await readClient(app, customer)).value;
    return readStatementView(app, customer, { period, currency });
  });
  const { t } = translatorOf(context);
  return {
    title: pageTitle(context, t("statement.title")),
    period,
    maxMonths: MAX_STATEMENT_MONTHS,
    part: await later(context, part),
  };
});

export default function Statement() {
  return <StatementPage {...useLoaderData<typeof loader>()} />;
}
