import { useLoaderData } from "@remix-run/react";
import { MAX_STATEMENT_MONTHS } from "#domain/invoices/statement-query.ts";
import { StatementPage } from "~/features/invoices/statement-page.tsx";
import { periodOf, readStatementView } from "~/features/invoices/statement-part.server.ts";
import { refreshInvoices } from "~/features/invoices/reads.server.ts";
import { readClient } from "~/features/users/read-client.server.ts";
import { titleFromData } from "~/platform/http/page-title.ts";
import { pageTitle, translatorOf } from "~/platform/http/page-title.server.ts";
import { later, readPart } from "~/platform/http/part.server.ts";
import { retryPart } from "~/platform/http/retry.server.ts";
import { forCustomer } from "~/platform/http/route.server.ts";

export const meta = titleFromData;

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
