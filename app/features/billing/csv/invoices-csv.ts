import type { CalendarDate } from "#domain/shared/dates.ts";
import type { Money } from "#domain/shared/money.ts";
import { toCsvByColumns } from "~/platform/json/csv.ts";

export type InvoicesCsvRow = {
  number: string;
  issuedOn: CalendarDate | null;
  dueOn: CalendarDate | null;
  paidOn: CalendarDate | null;
  /** In words, in the reader's language. */
  status: string;
  /** First line of the invoice; null while its lines have not been read. */
  description: string | null;
  total: Money;
};

const COLUMNS = [
  "number",
  "issuedOn",
  "dueOn",
  "paidOn",
  "status",
  "description",
  "total",
  "currency",
] as const;

/** The invoice list. What is still due is not among the columns: the billing system's list does not tell it. */
export function invoicesCsv(input: {
  labels: Record<(typeof COLUMNS)[number], string>;
  rows: readonly InvoicesCsvRow[];
}): string {
  const rows = input.rows.map((row) => ({ ...row, currency: row.total.currency }));
  return toCsvByColumns({ columns: COLUMNS, labels: input.labels, rows });
}
