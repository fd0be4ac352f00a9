import type { InvoiceListQuery } from "#domain/invoices/list.ts";

/** Address of the list with these choices; defaults are left out, and another filter starts at page one. */
export function invoiceListHref(query: InvoiceListQuery, change: Partial<InvoiceListQuery>): string {
  const next = { ...query, page: 1, ...change };
  const search = choices(next);
  if (next.per !== 10) search.set("per", String(next.per));
  if (next.page !== 1) search.set("page", String(next.page));
  return withSearch("/account/billing/invoices", search);
}

/** Address of the file with what these choices find, on whatever page of it they stand. */
export function invoiceFileHref(query: InvoiceListQuery): string {
  return withSearch("/account/billing/invoices/file.csv", choices(query));
}

function choices({ status, q }: InvoiceListQuery): URLSearchParams {
  const search = new URLSearchParams();
  if (status !== "all") search.set("status", status);
  if (q !== "") search.set("q", q);
  return search;
}

function withSearch(path: string, search: URLSearchParams): string {
  return search.size === 0 ? path : `${path}?${search.toString()}`;
}
