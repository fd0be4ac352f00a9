import type { CalendarDate } from "#domain/shared/dates.ts";
import type { Money } from "#domain/shared/money.ts";
import { toCsvByColumns } from "~/platform/json/csv.ts";

export type StatementCsvRow = {
  date: CalendarDate | null;
  /** In words, in the reader's language. */
  kind: string;
  reference: string;
  /** First line of the invoice; null where the row is none, or while its lines have not been read. */
  description: string | null;
  debit: Money | null;
  credit: Money | null;
  balance: Money | null;
};

const COLUMNS = ["date", "kind", "reference", "description", "debit", "credit", "balance"] as const;

/** A statement of account; amounts are in the account's one currency, which the labels or the file name tell. */
export function statementCsv(input: {
  labels: Record<keyof StatementCsvRow, string>;
  rows: readonly StatementCsvRow[];
}): string {
  return toCsvByColumns({ columns: COLUMNS, ...input });
}
