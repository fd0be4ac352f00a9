import { AppError } from "#domain/shared/errors.ts";
import { parseInvoiceId } from "#domain/shared/ids.ts";
import { makeInvoicePdf } from "~/features/billing/make-invoice-pdf.server.ts";
import { readGateways } from "~/features/billing/read-gateways.server.ts";
import { readClient } from "~/features/profile/read-client.server.ts";
import { fileResponse } from "~/platform/page/file-response.server.ts";
import { translatorOf } from "~/platform/page/page-title.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";

/** Our own document of an invoice, in the form of a qualified invoice. */
export const loader = forCustomer(async ({ app, context, customer, params }) => {
  const invoiceId = parseInvoiceId(params.invoiceId);
  if (invoiceId === null) throw new AppError("not_found", { reason: "NOT_FOUND" });
  await app.limits.use("documents", customer.userId);
  const { language } = context;
  const { t } = translatorOf(context);
  const [client, gateways] = await Promise.all([readClient(app, customer), readGateways(app)]);
  const { name, bytes } = await makeInvoicePdf(app, customer, {
    invoiceId,
    client,
    gateways,
    language,
    statusText: (status) => t(`status.${status}`),
  });
  return fileResponse({ body: bytes, type: "application/pdf", name });
});
