import { InvoiceListQuerySchema } from "#domain/invoices/list.ts";
import { tokyoDate } from "#domain/shared/dates.ts";
import { invoicesCsv } from "~/features/billing/csv/invoices-csv.ts";
import { listFoundInvoices } from "~/features/billing/list-page.server.ts";
import { fileResponse } from "~/platform/page/file-response.server.ts";
import { translatorOf } from "~/platform/page/page-title.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";

/** The invoices of a tab and a search, those of all pages, for a spreadsheet (JP-MO-10). */
export const loader = forCustomer(async ({ app, context, customer, url }) => {
  await app.limits.use("documents", customer.userId);
  const query = InvoiceListQuerySchema.parse(Object.fromEntries(url.searchParams));
  const invoices = await listFoundInvoices(app, customer, query);
  const { t } = translatorOf(context);
  const text = invoicesCsv({
    labels: {
      number: t("invoices.column.invoice"),
      issuedOn: t("invoices.column.issued"),
      dueOn: t("invoices.column.due"),
      paidOn: t("invoices.column.paid"),
      status: t("invoices.column.status"),
      description: t("invoice.column.description"),
      total: t("invoices.column.total"),
      currency: t("settings.currency"),
    },
    rows: invoices.map((invoice) => ({ ...invoice, status: t(`status.${invoice.status}`) })),
  });
  return fileResponse({
    body: text,
    type: "text/csv; charset=utf-8",
    name: `invoices_${tokyoDate(app.now())}.csv`,
  });
});
