import { z } from "zod";
import type { CalendarDate } from "../shared/dates.ts";
import { sumByCurrency, type CurrencyCode, type Money } from "../shared/money.ts";
import { PAGE_SIZES } from "./page-sizes.ts";
import { displayStatus, sortForList, type DisplayStatus } from "./rules.ts";
import type { InvoiceSummary } from "./schema.ts";
import { isYear, meaningOf } from "./search-words.ts";

export const INVOICE_FILTERS = ["all", "unpaid", "overdue", "paid", "cancelled", "collections"] as const;
export type InvoiceFilter = (typeof INVOICE_FILTERS)[number];

/** What the list page takes from its URL; rubbish falls back to the default, it is never an error. */
export const InvoiceListQuerySchema = z.object({
  status: z.enum(INVOICE_FILTERS).catch("all"),
  q: z
    .string()
    .catch("")
    .transform((text) => text.normalize("NFKC").trim().slice(0, 100)),
  page: z.coerce.number().int().min(1).max(1_000_000).catch(1),
  per: z.coerce
    .number()
    .pipe(z.literal([...PAGE_SIZES]))
    .catch(10),
});
export type InvoiceListQuery = z.infer<typeof InvoiceListQuerySchema>;

/** The customer's invoices sorted into the tabs of the list, newest first. */
export type InvoiceOverview = {
  currency: CurrencyCode | null;
  byFilter: Record<InvoiceFilter, readonly InvoiceSummary[]>;
  /** By currency. */
  paidTotal: readonly Money[];
  tax: TaxShare;
  /** Day of the oldest invoice. */
  since: CalendarDate | null;
};

/** How many of the amounts have tax in them; those of nothing are not asked. */
export type TaxShare = "all" | "some" | "none";

export function taxShare(invoices: readonly Pick<InvoiceSummary, "total" | "hasTax">[]): TaxShare {
  const charged = invoices.filter(({ total, hasTax }) => total.minor > 0 && hasTax !== null);
  const taxed = charged.filter(({ hasTax }) => hasTax).length;
  if (taxed === 0) return "none";
  return taxed === charged.length ? "all" : "some";
}

export function overviewOf(invoices: readonly InvoiceSummary[], today: CalendarDate): InvoiceOverview {
  const sorted = sortForList(invoices);
  const having = (status: DisplayStatus) =>
    sorted.filter((invoice) => displayStatus(invoice, today) === status);
  const currency = sorted[0]?.total.currency ?? null;
  const paid = having("paid");
  const dates = sorted.flatMap((invoice) => invoice.issuedOn ?? []);
  return {
    currency,
    byFilter: {
      all: sorted,
      unpaid: having("unpaid"),
      overdue: having("overdue"),
      paid,
      cancelled: having("cancelled"),
      collections: having("collections"),
    },
    paidTotal: sumByCurrency(paid.map(({ total }) => total).filter(({ minor }) => minor > 0)),
    tax: taxShare(sorted),
    since: dates.length === 0 ? null : dates.reduce((oldest, date) => (date < oldest ? date : oldest)),
  };
}

/** What is left to pay of each open invoice, by id; null where it cannot be read. Null altogether: too many to ask for. */
export type Balances = ReadonlyMap<number, Money | null> | null;

/** The overview once the balances are known: an invoice without anything left to pay is neither unpaid nor late. */
export function withBalances(overview: InvoiceOverview, balances: Balances): InvoiceOverview {
  const isOwed = (invoice: InvoiceSummary) => (balances?.get(invoice.id)?.minor ?? 1) > 0;
  const { unpaid, overdue } = overview.byFilter;
  return {
    ...overview,
    byFilter: { ...overview.byFilter, unpaid: unpaid.filter(isOwed), overdue: overdue.filter(isOwed) },
  };
}

/** What is left to pay, by currency; null while the balance of one of the invoices is not known. */
export function owed(invoices: readonly InvoiceSummary[], balances: Balances): Money[] | null {
  const amounts = invoices.map(({ id }) => balances?.get(id) ?? null);
  if (amounts.includes(null)) return null;
  return sumByCurrency(amounts.filter((amount) => amount !== null && amount.minor > 0) as Money[]);
}

/** Descriptions of the invoices whose lines have been read; the list call of the billing system does not tell them. */
export type InvoiceDescriptions = Readonly<Record<string, string>>;

/** Finds by number, description, amount, month or year: every word has to fit one of them. */
export function searchInvoices(
  invoices: readonly InvoiceSummary[],
  text: string,
  descriptions: InvoiceDescriptions,
): readonly InvoiceSummary[] {
  const words = text.toLocaleLowerCase("ja").split(/\s+/).filter(Boolean);
  if (words.length === 0) return invoices;
  return invoices.filter((invoice) => {
    const description = foldText(descriptions[invoice.id] ?? "");
    const haystack = `${invoice.id} ${foldText(invoice.number)} ${description}`;
    return words.every(
      (word) =>
        (meaningOf(word)?.(invoice) ?? false) || (isYear(word) ? description : haystack).includes(word),
    );
  });
}

function foldText(text: string): string {
  return text.normalize("NFKC").toLocaleLowerCase("ja");
}

export type Page<T> = {
  rows: readonly T[];
  page: number;
  pages: number;
  total: number;
  from: number;
  to: number;
};

/** A page beyond the last is the last: an address that was saved stays useful when rows go away. */
export function pageOf<T>(rows: readonly T[], { page, per }: { page: number; per: number }): Page<T> {
  const pages = Math.max(1, Math.ceil(rows.length / per));
  const current = Math.min(page, pages);
  const start = (current - 1) * per;
  const slice = rows.slice(start, start + per);
  return {
    rows: slice,
    page: current,
    pages,
    total: rows.length,
    from: slice.length === 0 ? 0 : start + 1,
    to: start + slice.length,
  };
}
