import { useLoaderData } from "@remix-run/react";
import { InvoiceListQuerySchema } from "#domain/invoices/list.ts";
import { PageOutline } from "~/components/layout/page-outline.tsx";
import { LaterPart } from "~/components/ui/later.tsx";
import { InvoiceListPage } from "~/features/billing/invoice-list-page.tsx";
import { readInvoiceList } from "~/features/billing/list-page.server.ts";
import { readDue } from "~/features/billing/overview.server.ts";
import { refreshInvoices } from "~/features/billing/reads.server.ts";
import { later, readPart } from "~/platform/page/part.server.ts";
import { pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { retryPart } from "~/platform/page/retry.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";

export const loader = forCustomer(async (input) => {
  const { app, context, customer, url } = input;
  await retryPart(input, customer.userId, () => refreshInvoices(app, customer));
  const query = InvoiceListQuerySchema.parse(Object.fromEntries(url.searchParams));
  const list = readPart(context, () => readInvoiceList(app, customer, query));
  const due = readPart(context, () => readDue(app, customer));
  const { t } = translatorOf(context);
  return {
    title: pageTitle(context, t("invoices.title")),
    query,
    list: await later(context, list),
    due: await later(context, due),
  };
});

export default function Invoices() {
  const { query, list, due } = useLoaderData<typeof loader>();
  const { t } = useI18n();
  const crumbs = [{ to: "/account/billing", label: t("nav.billing") }];
  return (
    <LaterPart part={list} fallback={<PageOutline title={t("invoices.title")} crumbs={crumbs} lines={12} />}>
      {(part) => <InvoiceListPage query={query} part={part} due={due} />}
    </LaterPart>
  );
}
