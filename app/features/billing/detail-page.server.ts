import {
  displayStatus,
  isPayable,
  taxSummary,
  type DisplayStatus,
  type TaxSummary,
} from "#domain/invoices/rules.ts";
import type { Invoice } from "#domain/invoices/schema.ts";
import { daysBetween, tokyoDate } from "#domain/shared/dates.ts";
import type { InvoiceId } from "#domain/shared/ids.ts";
import { toRecipient, type Recipient } from "#domain/users/recipient.ts";
import type { BillingClient } from "#domain/users/schema.ts";
import type { Reading } from "~/platform/cache/types.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";
import { isAnswer } from "#domain/shared/errors.ts";
import type { CurrencyCode } from "#domain/shared/money.ts";
import { readInvoice, readInvoices } from "./reads.server.ts";

export type InvoiceDetail = {
  invoice: Invoice;
  status: DisplayStatus;
  isPayable: boolean;
  /** Days until it is due, negative when late; null without a due day. */
  daysLeft: number | null;
  tax: TaxSummary;
  recipient: Recipient;
};

/** One invoice and whom it is for. `client` comes from the caller, who has read it (its currency is the invoice's). */
export async function readInvoiceDetail(
  deps: Services,
  owner: Owner,
  { invoiceId, client }: { invoiceId: InvoiceId; client: Reading<BillingClient> },
): Promise<Reading<InvoiceDetail>> {
  const currency = await currencyOf(deps, owner, { invoiceId, client });
  const { value: invoice, readAt, staleSince } = await readInvoice(deps, owner, { invoiceId, currency });
  const today = tokyoDate(deps.now());
  return {
    value: {
      invoice,
      status: displayStatus(invoice, today),
      isPayable: isPayable(invoice),
      daysLeft: invoice.dueOn === null ? null : daysBetween(today, invoice.dueOn),
      tax: taxSummary(invoice),
      recipient: toRecipient(client.value),
    },
    readAt,
    staleSince,
  };
}

/** The list names an invoice's currency, the invoice itself does not; the client's may have been changed since. */
async function currencyOf(
  deps: Services,
  owner: Owner,
  { invoiceId, client }: { invoiceId: InvoiceId; client: Reading<BillingClient> },
): Promise<CurrencyCode> {
  try {
    const { rows } = (await readInvoices(deps, owner)).value;
    return rows.find(({ id }) => id === invoiceId)?.total.currency ?? client.value.currency;
  } catch (error) {
    if (isAnswer(error)) throw error;
    return client.value.currency;
  }
}
