import type { DisplayStatus } from "#domain/invoices/rules.ts";
import type { InvoiceId } from "#domain/shared/ids.ts";
import type { Language } from "#domain/shared/money.ts";
import type { Gateway } from "#domain/payments/schema.ts";
import type { BillingClient } from "#domain/users/schema.ts";
import type { Reading } from "~/platform/cache/types.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";
import { readInvoiceDetail } from "./detail-page.server.ts";
import { invoiceFileName } from "./document/invoice-file-name.ts";
import { renderInvoicePdf } from "./document/invoice-pdf.server.ts";

const TONES = {
  paid: "positive",
  unpaid: "caution",
  payment_pending: "caution",
  overdue: "critical",
  collections: "critical",
  refunded: "info",
  cancelled: "neutral",
  nothing_due: "neutral",
  unknown: "neutral",
} as const;

/** Rates below the standard one, whose lines a qualified invoice marks (JP-MO-4, JP-MO-5). */
const REDUCED_RATES = new Set(["8"]);

/** The PDF of one invoice and its file name. Throws `not_found` for anybody else's, `provider_unavailable` without a copy. */
export async function makeInvoicePdf(
  deps: Services,
  owner: Owner,
  input: {
    invoiceId: InvoiceId;
    client: Reading<BillingClient>;
    /** For the names of the ways to pay; without them their system names are printed. */
    gateways: Gateway[];
    language: Language;
    statusText: (status: DisplayStatus) => string;
  },
): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }> {
  const { language } = input;
  const { company } = deps.config;
  const { value } = await readInvoiceDetail(deps, owner, input);
  const { invoice, recipient, status, tax } = value;
  const bytes = await renderInvoicePdf(deps, {
    language,
    issuer: {
      name: company.name[language],
      addressLines: [company.address[language]],
      phone: company.phone,
      registrationNumber: company.registrationNumber,
    },
    recipient: {
      name: recipient.name,
      organisation: recipient.isOrganisation,
      addressLines: recipient.address,
      customerNumber: recipient.customerNumber,
    },
    invoice,
    displayStatus: { text: input.statusText(status), tone: TONES[status] },
    taxRows: tax.rows.map((row) => ({
      ratePercent: row.ratePercent,
      reduced: REDUCED_RATES.has(row.ratePercent),
      base: row.taxableBase,
      tax: row.tax,
    })),
    pricesIncludeTax: tax.pricesIncludeTax,
    nonTaxable: tax.nonTaxable.minor === 0 ? null : tax.nonTaxable,
    gateways: input.gateways,
  });
  return {
    name: invoiceFileName({ operator: company.name.en, invoice }),
    bytes: new Uint8Array(bytes),
  };
}
