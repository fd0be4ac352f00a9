import { redirect } from "@remix-run/node";
import { z } from "zod";
import { AppError } from "#domain/shared/errors.ts";
import { parseInvoiceId } from "#domain/shared/ids.ts";
import { createBillingLink } from "~/features/billing/billing-link.server.ts";
import { readForm } from "~/platform/page/form.server.ts";
import { redirectToBilling } from "~/platform/page/redirect-to-billing.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";

const FormSchema = z.object({ what: z.enum(["invoice", "invoice_pdf"], "form.required") });

export const loader = forCustomer(({ params }) => {
  throw redirect(`/account/billing/invoices/${parseInvoiceId(params.invoiceId) ?? ""}`);
});

/** Opens the invoice, or its PDF, on the billing site. */
export const action = forCustomer(async (input) => {
  const invoiceId = parseInvoiceId(input.params.invoiceId);
  if (invoiceId === null) throw new AppError("not_found", { reason: "NOT_FOUND" });
  const form = await readForm(input, FormSchema);
  if (!form.ok) throw new AppError("invalid_input", { reason: "VALIDATION_FAILED" });
  const url = await createBillingLink(input.app, input.customer, {
    target: { kind: form.value.what, invoiceId },
    requestId: input.context.requestId,
  });
  return redirectToBilling(url);
});

/** A page only so that a refusal is shown as one: the answer of a success is always a redirect. */
export default function OpenInvoice() {
  return null;
}
