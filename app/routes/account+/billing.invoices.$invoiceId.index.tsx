import { useLoaderData } from "@remix-run/react";
import { AppError } from "#domain/shared/errors.ts";
import { parseInvoiceId } from "#domain/shared/ids.ts";
import { InvoicePage } from "~/features/invoices/invoice-page.tsx";
import { readInvoiceDetail } from "~/features/invoices/detail-page.server.ts";
import { toInvoiceView } from "~/features/invoices/invoice-view.ts";
import { refreshInvoices } from "~/features/invoices/reads.server.ts";
import { readClient } from "~/features/users/read-client.server.ts";
import { titleFromData } from "~/platform/http/page-title.ts";
import { pageTitle, translatorOf } from "~/platform/http/page-title.server.ts";
import { mapPart } from "~/platform/http/part.ts";
import { readSubject } from "~/platform/http/part.server.ts";
import { retryPart } from "~/platform/http/retry.server.ts";
import { forCustomer } from "~/platform/http/route.server.ts";

export const meta = titleFromData;

export const loader = forCustomer(async (input) => {
  const { app, context, customer, params } = input;
  const invoiceId = parseInvoiceId(params.invoiceId);
  if (invoiceId === null) throw new AppError("not_found", { reason: "NOT_FOUND" });
  await retryPart(input, customer.userId, () => refreshInvoices(app, customer, invoiceId));

  // Not streamed: whether there is such an invoice decides the status of the answer.
  const part = await readSubject(context, async () => {
    const client = await readClient(app, customer);
    return readInvoiceDetail(app, customer, { invoiceId, client });
  });
  const { t } = translatorOf(context);
  const number = part.state === "ready" ? part.value.invoice.number : String(invoiceId);
  const { name, address, registrationNumber } = app.config.company;
  return {
    title: pageTitle(context, t("invoice.title", { number })),
    invoiceId,
    part: mapPart(part, toInvoiceView),
    issuer: { name: name[context.language], address: address[context.language], registrationNumber },
  };
});

export default function Invoice() {
  return <InvoicePage {...useLoaderData<typeof loader>()} />;
}
