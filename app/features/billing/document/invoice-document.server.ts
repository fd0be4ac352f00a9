import { formatDate } from "#domain/shared/dates.ts";
import type { CalendarDate } from "#domain/shared/dates.ts";
import type { Invoice } from "#domain/invoices/schema.ts";
import type { Language, Money } from "#domain/shared/money.ts";
import type { Gateway } from "#domain/payments/schema.ts";
import type { InvoiceWords } from "./invoice-words.ts";
import type { Flow } from "./page-flow.server.ts";
import type { PrintableText } from "./printable-text.ts";

export type InvoiceDocument = {
  language: Language;
  issuer: {
    name: string;
    addressLines: string[];
    phone: string;
    /** `T` and 13 digits (JP-MO-6). */
    registrationNumber: string;
  };
  recipient: {
    name: string;
    /** 御中 instead of 様 (JP-NM-4). */
    organisation: boolean;
    addressLines: string[];
    customerNumber: string | null;
  };
  /** Its totals are printed as they are (JP-MO-8). */
  invoice: Invoice;
  /** The status in words, as the pages show it, and its colour. */
  displayStatus: { text: string; tone: "positive" | "caution" | "critical" | "info" | "neutral" };
  taxRows: TaxRow[];
  /** Whether the amounts of the lines and the bases of `taxRows` have the tax in them. */
  pricesIncludeTax: boolean;
  /** Sum of what carries no tax; null when there is nothing of it. */
  nonTaxable: Money | null;
  /** Rate of each line, null for not taxed. Left out: taxed lines carry `invoice.taxRate`. */
  lineRates?: (string | null)[];
  /** When the goods were supplied, if not on the day of issue (JP-MO-5). */
  period?: { from: CalendarDate; to: CalendarDate };
  /** For the names of the ways to pay. */
  gateways: Gateway[];
  issuedNote?: string;
};

export type TaxRow = {
  /** Decimal text, "10". */
  ratePercent: string;
  /** A reduced rate's lines carry a mark (JP-MO-5). */
  reduced: boolean;
  base: Money;
  tax: Money;
};

/** The invoice while it is being written. */
export type Sheet = { flow: Flow; words: InvoiceWords; printable: PrintableText; input: InvoiceDocument };

export function dateText({ words, input }: Sheet, date: CalendarDate | null): string {
  return date ? formatDate(date, input.language) : words.unknown;
}

/** Nobody is told "tax included" about an invoice that has none. */
export function isTaxed({ invoice, taxRows }: InvoiceDocument): boolean {
  return taxRows.length > 0 || invoice.tax.minor !== 0 || invoice.tax2.minor !== 0;
}
