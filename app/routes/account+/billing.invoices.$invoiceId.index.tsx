import { useLoaderData } from "@remix-run/react";
import { AppError } from "#domain/shared/errors.ts";
import { parseInvoiceId } from "#domain/shared/ids.ts";
import { InvoicePage } from "~/features/billing/invoice-page.tsx";
import { readInvoiceDetail } from "~/features/billing/detail-page.server.ts";
import { toInvoiceView } from "~/features/billing/invoice-view.ts";
import { Live } from "~/features/events/live.tsx";
import { refreshInvoices } from "~/features/billing/reads.server.ts";
import { readClient } from "~/features/profile/read-client.server.ts";
import { pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { mapPart } from "~/platform/page/part.ts";
import { readSubject } from "~/platform/page/part.server.ts";
import { retryPart } from "~/platform/page/retry.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";

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
  const page = useLoaderData<typeof loader>();
  const isPayable = page.part.state === "ready" && page.part.value.isPayable;
  return (
    <Live on={isPayable ? "payment" : null}>
      <InvoicePage {...page} />
    </Live>
  );
}
