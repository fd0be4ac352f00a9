import { openAmount } from "#domain/invoices/rules.ts";
import type { Invoice } from "#domain/invoices/schema.ts";
import type { CalendarDate } from "#domain/shared/dates.ts";
import type { Money } from "#domain/shared/money.ts";
import type { InvoiceDetail } from "./detail-page.server.ts";

/** Characters of a line that a page shows at once; the rest is behind "show the whole text". */
const SHORT = 300;
/** Characters of a line that a page carries at all: one known line is a megabyte long. */
const LONG = 20_000;

export type LineView = {
  short: string;
  rest: string | null;
  isCut: boolean;
  amount: InvoiceDetail["invoice"]["lines"][number]["amount"];
  taxed: boolean;
};

/** The fields of an invoice that the page shows; loader data is public to the browser. */
export function toInvoiceView({ invoice, tax, ...detail }: InvoiceDetail) {
  const { number, issuedOn, dueOn, paidOn, subtotal, credit, total, balance, taxRate } = invoice;
  return {
    ...detail,
    number,
    issuedOn,
    dueOn,
    paidOn,
    subtotal,
    credit,
    total,
    amountDue: openAmount(invoice) ?? { ...balance, minor: 0 },
    /** Paid in part: of what the rest is due. */
    partOf: isPartlyPaid(invoice) ? total : null,
    refunded: refundOf(invoice),
    overpaid: balance.minor < 0 && invoice.status === "paid" ? { ...balance, minor: -balance.minor } : null,
    taxRate,
    tax: {
      rows: tax.rows.map(({ ratePercent, taxableBase, tax: amount }) => ({
        ratePercent,
        taxableBase,
        amount,
      })),
      nonTaxable: tax.nonTaxable,
      pricesIncludeTax: tax.pricesIncludeTax,
    },
    lines: invoice.lines.map(({ description, amount, taxed }): LineView => ({
      short: description.length > SHORT ? `${description.slice(0, SHORT)}…` : description,
      rest: description.length > SHORT ? description.slice(0, LONG) : null,
      isCut: description.length > LONG,
      amount,
      taxed,
    })),
    transactions: invoice.transactions.map(({ id, date, direction, amount }) => ({
      id,
      date,
      direction,
      amount,
    })),
    received: {
      currency: total.currency,
      minor: invoice.transactions.reduce(
        (sum, { direction, amount }) => sum + (direction === "in" ? amount.minor : -amount.minor),
        0,
      ),
    },
  };
}

function isPartlyPaid(invoice: Invoice): boolean {
  const open = openAmount(invoice);
  return open !== null && open.minor < invoice.total.minor;
}

/** All that went back, and on which day it last did. */
function refundOf({ total, transactions }: Invoice): { amount: Money; on: CalendarDate | null } | null {
  const refunds = transactions.filter(({ direction }) => direction === "out");
  if (refunds.length === 0) return null;
  const days = refunds.flatMap(({ date }) => date ?? []);
  return {
    amount: { currency: total.currency, minor: refunds.reduce((sum, { amount }) => sum + amount.minor, 0) },
    on: days.toSorted().at(-1) ?? null,
  };
}

export type InvoiceView = ReturnType<typeof toInvoiceView>;
