import type { InvoiceFilter, Page, TaxShare } from "#domain/invoices/list.ts";
import type { DisplayStatus } from "#domain/invoices/rules.ts";
import type { CalendarDate } from "#domain/shared/dates.ts";
import type { InvoiceId } from "#domain/shared/ids.ts";
import type { Money } from "#domain/shared/money.ts";

export type InvoiceRow = {
  id: InvoiceId;
  number: string;
  /** First line of the invoice; null while its lines have not been read. */
  title: string | null;
  /** Lines beyond the first. */
  more: number;
  status: DisplayStatus;
  total: Money;
  /** Of one that is paid in part; null: none is, or it is not known. */
  left: Money | null;
  dueOn: CalendarDate | null;
  issuedOn: CalendarDate | null;
};

export type InvoiceListView = {
  counts: Record<InvoiceFilter, number>;
  since: CalendarDate | null;
  paidTotal: readonly Money[];
  tax: TaxShare;
  nextDueOn: CalendarDate | null;
  oldestOverdueOn: CalendarDate | null;
  /** Numbers of the invoices that cannot be shown; null for one without a readable number. */
  unreadable: (string | null)[];
  rows: InvoiceRow[];
  page: Omit<Page<never>, "rows">;
  /** Set when a search was made: of how many invoices the descriptions are known. */
  searched: { known: number; all: number } | null;
};
