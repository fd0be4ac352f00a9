import {
  INVOICE_FILTERS,
  pageOf,
  searchInvoices,
  type Balances,
  type InvoiceDescriptions,
  type InvoiceFilter,
  type InvoiceListQuery,
} from "#domain/invoices/list.ts";
import { displayStatus, openAmount, type DisplayStatus } from "#domain/invoices/rules.ts";
import type { InvoiceSummary } from "#domain/invoices/schema.ts";
import { tokyoDate, type CalendarDate } from "#domain/shared/dates.ts";
import type { Money } from "#domain/shared/money.ts";
import type { Reading } from "~/platform/cache/types.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";
import { titleOf } from "./description.ts";
import { readDescriptions } from "./invoice-index.server.ts";
import type { InvoiceListView, InvoiceRow } from "./list-view.ts";
import { readOpenOverview } from "./overview.server.ts";
import { readInvoices } from "./reads.server.ts";

/** What the list page shows: one tab, one search, one page of it, and the figures of all. */
export async function readInvoiceList(
  deps: Services,
  owner: Owner,
  query: InvoiceListQuery,
): Promise<Reading<InvoiceListView>> {
  const today = tokyoDate(deps.now());
  const [{ value: listing, ...reading }, { value: descriptions }] = await Promise.all([
    readInvoices(deps, owner),
    readDescriptions(deps, owner),
  ]);
  const { found, balances } = await readOpenOverview(deps, owner, listing);
  const { byFilter, paidTotal, tax, since } = found;
  const page = pageOf(searchInvoices(byFilter[query.status], query.q, descriptions), query);

  const counts = Object.fromEntries(INVOICE_FILTERS.map((name) => [name, byFilter[name].length])) as Record<
    InvoiceFilter,
    number
  >;
  const view: InvoiceListView = {
    counts,
    since,
    paidTotal,
    tax,
    nextDueOn: earliestDueOn(byFilter.unpaid),
    oldestOverdueOn: earliestDueOn(byFilter.overdue),
    rows: page.rows.map((invoice) => toInvoiceRow(invoice, { descriptions, balances, today })),
    page: { page: page.page, pages: page.pages, total: page.total, from: page.from, to: page.to },
    searched: query.q === "" ? null : { known: Object.keys(descriptions).length, all: listing.rows.length },
    unreadable: listing.unreadable.map(({ number }) => number),
  };
  return { value: view, ...reading };
}

/** A row of every list of invoices. */
export function toInvoiceRow(
  invoice: InvoiceSummary,
  {
    descriptions,
    balances,
    today,
  }: { descriptions: InvoiceDescriptions; balances: Balances; today: CalendarDate },
): InvoiceRow {
  const balance = balances?.get(invoice.id);
  return {
    id: invoice.id,
    number: invoice.number,
    ...titleOf(descriptions[invoice.id]),
    status: displayStatus({ ...invoice, balance }, today),
    total: invoice.total,
    left: restOf(invoice, balance),
    dueOn: invoice.dueOn,
    issuedOn: invoice.issuedOn,
  };
}

/** Of an open invoice that is paid in part, what is left to pay. */
function restOf(invoice: InvoiceSummary, balance: Money | null | undefined): Money | null {
  const left = balance ? openAmount({ ...invoice, balance }) : null;
  return left !== null && left.minor < invoice.total.minor ? left : null;
}

/** The invoices that the page would show on all its pages together, with their titles as far as they are known. */
export async function listFoundInvoices(
  deps: Services,
  owner: Owner,
  query: InvoiceListQuery,
): Promise<(Omit<InvoiceSummary, "status"> & { status: DisplayStatus; description: string | null })[]> {
  const today = tokyoDate(deps.now());
  const [{ value: listing }, { value: descriptions }] = await Promise.all([
    readInvoices(deps, owner),
    readDescriptions(deps, owner),
  ]);
  const { found, balances } = await readOpenOverview(deps, owner, listing);
  const { byFilter } = found;
  return searchInvoices(byFilter[query.status], query.q, descriptions).map((invoice) => ({
    ...invoice,
    status: displayStatus({ ...invoice, balance: balances?.get(invoice.id) }, today),
    description: titleOf(descriptions[invoice.id]).title,
  }));
}

export function earliestDueOn(invoices: readonly InvoiceSummary[]): InvoiceSummary["dueOn"] {
  return invoices.reduce<InvoiceSummary["dueOn"]>(
    (first, { dueOn }) => (dueOn !== null && (first === null || dueOn < first) ? dueOn : first),
    null,
  );
}
