import { moneyToDecimal } from "#domain/shared/money.ts";
import type { Money } from "#domain/shared/money.ts";

/** Money is written as a plain decimal; null leaves the cell empty. */
export type CsvCell = string | Money | null;

/** Excel in Japan reads a file without it as Shift_JIS. */
const BYTE_ORDER_MARK = "\uFEFF";
/** Full-width signs are among them: a Japanese input method types them, and spreadsheets have taken them for formulas. */
const FORMULA_START = /^[=+\-@\t\r＝＋－＠]/;
const PLAIN_NUMBER = /^[+-]?\d+(\.\d+)?$/;
/** Control characters end a text early in some programs; direction marks make a cell read as something else. */
const UNSAFE = /(?![\t\r\n])\p{Cc}|\p{Bidi_Control}/gu;

/** A table as RFC 4180 text for spreadsheets: CRLF after every record, UTF-8 mark first, no cell that runs as a formula. */
export function toCsv(header: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return BYTE_ORDER_MARK + [header, ...rows].map((row) => `${row.map(toField).join(",")}\r\n`).join("");
}

/** The same from rows with names; `labels` are the header's words. */
export function toCsvByColumns<Column extends string>(input: {
  columns: readonly Column[];
  labels: Record<Column, string>;
  rows: readonly Record<Column, CsvCell>[];
}): string {
  const { columns, labels, rows } = input;
  return toCsv(
    columns.map((column) => labels[column]),
    rows.map((row) => columns.map((column) => row[column])),
  );
}

function toField(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return moneyToDecimal(cell);
  const clean = cell.replace(UNSAFE, "");
  const guarded = FORMULA_START.test(clean) && !PLAIN_NUMBER.test(clean) ? `'${clean}` : clean;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
