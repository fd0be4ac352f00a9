import type { TaxShare } from "#domain/invoices/list.ts";
import type { CalendarDate, CalendarMonth } from "#domain/shared/dates.ts";
import type { Money } from "#domain/shared/money.ts";
import type { Due } from "./due.ts";
import type { InvoiceRow } from "./list-view.ts";

/** The customer's bills in short, as pages show them. */
export type BillsView = {
  counts: { all: number; unpaid: number; overdue: number; paid: number };
  due: Due;
  /** Credit that the next bill will use; null for none. */
  credit: Money | null;
  /** With a collection agency, and not in `due`. */
  collections: Money[];
  /** Numbers of the invoices that cannot be shown; null for one without a readable number. */
  unreadable: (string | null)[];
  tax: TaxShare;
  nextDueOn: CalendarDate | null;
  /** What was billed, by month of issue, oldest first. */
  spending: { month: CalendarMonth; total: Money }[];
  recent: InvoiceRow[];
};
