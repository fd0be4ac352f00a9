import { addMonths, monthOf } from "../shared/date-rules.ts";
import type { CalendarDate, CalendarMonth } from "../shared/dates.ts";
import type { CurrencyCode, Money } from "../shared/money.ts";
import { taxOf } from "../shared/tax.ts";
import type { Invoice, InvoiceStatus, InvoiceSummary } from "./schema.ts";

/** `nothing_due`: open by its status, with nothing left to pay on it. */
export type DisplayStatus = InvoiceStatus | "overdue" | "nothing_due";

/** With the balance where it is known: the list has only the total. */
type Payable = Pick<InvoiceSummary, "status" | "total"> & { balance?: Money | null };

/** What is left to pay on an open invoice; null on one that is not, whatever balance the billing system gives it. */
export function openAmount({ status, total, balance }: Payable): Money | null {
  const isOpen = status === "unpaid" || status === "collections" || status === "payment_pending";
  const left = balance ?? total;
  return isOpen && left.minor > 0 ? left : null;
}

/**
 * What the customer is told. The billing system stores no "overdue": an unpaid invoice is overdue from the day after its
 * due day, and `today` is the day in Asia/Tokyo (whmcs.md 5). Where nothing is left to pay nothing is late.
 */
export function displayStatus(
  invoice: Payable & Pick<InvoiceSummary, "dueOn">,
  today: CalendarDate,
): DisplayStatus {
  if (invoice.status === "unpaid" && openAmount(invoice) === null) return "nothing_due";
  return invoice.status === "unpaid" && invoice.dueOn !== null && invoice.dueOn < today
    ? "overdue"
    : invoice.status;
}

/** Whether the customer is offered to pay. Collections are, only where the operator's policy allows it (whmcs.md 5). */
export function isPayable(
  invoice: Payable,
  policy: { collections: boolean } = { collections: false },
): boolean {
  if (openAmount(invoice) === null) return false;
  return invoice.status === "unpaid" || (policy.collections && invoice.status === "collections");
}

export type DocumentKind = "qualified" | "cancelled" | "unconfirmed";

/**
 * What the document of an invoice may call itself (JP-MO-5). A cancelled one is no claim any more and nobody may deduct
 * tax by it; of one whose status is not known it cannot be said that it was issued. Drafts never reach us.
 */
export function documentKind(status: DisplayStatus): DocumentKind {
  if (status === "cancelled") return "cancelled";
  return status === "unknown" ? "unconfirmed" : "qualified";
}

/** Newest first: by day of issue, then by id. Invoices without a day come last. */
export function sortForList<T extends Pick<InvoiceSummary, "id" | "issuedOn">>(invoices: readonly T[]): T[] {
  return [...invoices].sort((a, b) => compareText(b.issuedOn ?? "", a.issuedOn ?? "") || b.id - a.id);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * What was billed in each of the `months` months that end with `until`, by day of issue, oldest first, months without an
 * invoice as zero. Paid or not; a cancelled invoice bills nothing, and a negative one takes nothing from another. Only
 * invoices in `currency`.
 */
export function billedByMonth(
  invoices: readonly Pick<InvoiceSummary, "status" | "issuedOn" | "total">[],
  { until, months, currency }: { until: CalendarMonth; months: number; currency: CurrencyCode },
): { month: CalendarMonth; total: Money }[] {
  const minorByMonth = new Map<CalendarMonth, number>();
  for (let back = months - 1; back >= 0; back -= 1) minorByMonth.set(addMonths(until, -back), 0);
  for (const { status, issuedOn, total } of invoices) {
    if (status === "cancelled" || issuedOn === null || total.currency !== currency || total.minor <= 0)
      continue;
    const sofar = minorByMonth.get(monthOf(issuedOn));
    if (sofar !== undefined) minorByMonth.set(monthOf(issuedOn), sofar + total.minor);
  }
  return [...minorByMonth].map(([month, minor]) => ({ month, total: { currency, minor } }));
}

export type TaxRow = {
  /** "10" */
  ratePercent: string;
  /** Sum of the taxed lines; with the tax in it when `pricesIncludeTax`. */
  taxableBase: Money;
  /** The billing system's own figure: this one is shown, it is what is charged (JP-MO-8). */
  tax: Money;
  /** Ours, rounded down once for the rate (JP-MO-7). For comparison only. */
  computedTax: Money;
};

export type TaxSummary = {
  rows: TaxRow[];
  /** Sum of the lines that carry no tax. */
  nonTaxable: Money;
  pricesIncludeTax: boolean;
  /** False: the document is shown unchanged and the operator is told (JP-MO-8). */
  matches: boolean;
};

/**
 * Tax by rate. The tax of a rate is taken on the sum of its lines and rounded down once (JP-MO-7: three lines of 105 at
 * 10 % make 31, not 30). A negative sum rounds towards zero. The second level is taken on the same base, without the first.
 * Lines include tax when that alone makes them add up to subtotal plus tax (whmcs.md 5, tax-inclusive set-ups).
 */
export function taxSummary(
  invoice: Pick<Invoice, "lines" | "subtotal" | "tax" | "tax2" | "taxRate" | "taxRate2">,
): TaxSummary {
  const { currency } = invoice.subtotal;
  const total = (taxed: boolean) =>
    invoice.lines.reduce((minor, line) => (line.taxed === taxed ? minor + line.amount.minor : minor), 0);
  const base = total(true);
  const other = total(false);
  const taxes = invoice.tax.minor + invoice.tax2.minor;
  const pricesIncludeTax = taxes !== 0 && base + other === invoice.subtotal.minor + taxes;
  const included = pricesIncludeTax ? [invoice.taxRate, invoice.taxRate2] : [];

  const row = (ratePercent: string, tax: Money): TaxRow => ({
    ratePercent,
    taxableBase: { currency, minor: base },
    tax,
    computedTax: { currency, minor: taxOf(base, ratePercent, included) },
  });
  const hasTaxedLines = invoice.lines.some((line) => line.taxed);
  const rows = [
    ...(hasTaxedLines || invoice.tax.minor !== 0 ? [row(invoice.taxRate, invoice.tax)] : []),
    ...(invoice.taxRate2 !== "0" || invoice.tax2.minor !== 0 ? [row(invoice.taxRate2, invoice.tax2)] : []),
  ];
  return {
    rows,
    nonTaxable: { currency, minor: other },
    pricesIncludeTax,
    matches: rows.every((each) => each.tax.minor === each.computedTax.minor),
  };
}
