import type { InvoiceListQuery } from "#domain/invoices/list.ts";

/** Address of the list with these choices; defaults are left out, and another filter starts at page one. */
export function invoiceListHref(query: InvoiceListQuery, change: Partial<InvoiceListQuery>): string {
  const next = { ...query, page: 1, ...change };
  const search = new URLSearchParams();
  if (next.status !== "all") search.set("status", next.status);
  if (next.q !== "") search.set("q", next.q);
  if (next.per !== 10) search.set("per", String(next.per));
  if (next.page !== 1) search.set("page", String(next.page));
  return search.size === 0 ? "/account/billing/invoices" : `/account/billing/invoices?${search.toString()}`;
}
