import { moneyToDecimal } from "#domain/shared/money.ts";
import type { Money } from "#domain/shared/money.ts";

/** Money is written as a plain decimal; null leaves the cell empty. */
export type CsvCell = string | Money | null;

/** Excel in Japan reads a file without it as Shift_JIS. */
const BYTE_ORDER_MARK = "\uFEFF";
/** Full-width signs are among them: a Japanese input method types them, and spreadsheets have taken them for formulas. */
const FORMULA_START = /^[=+\-@\t\r＝＋－＠]/;
const PLAIN_NUMBER = /^-?(0|[1-9]\d{0,14})(\.\d+)?$/;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;
/**
 * Text that a spreadsheet would take for something else and not show again as it was: a number with a zero or plus in front, with more
 * digits than it keeps, or with an exponent.
 */
const ODD_NUMBER = /^(0\d+(\.\d+)?|\+\d.*|\d{16,}|\d+(\.\d+)?E[+-]?\d+)$/i;
/** House numbers such as `2-4-9` become days; postcodes and telephone numbers with hyphens do not. */
const LIKE_A_DAY =
  /^(\d{1,2}([-/.])\d{1,2}(\2(\d{1,2}|\d{4}))?|\d{1,2}[-/.]\d{4}|\d{4}([-/.])\d{1,2}(\5\d{1,2})?)$/;
/** Control characters end a text early in some programs; direction marks make a cell read as something else. */
const UNSAFE = /(?![\t\r\n])\p{Cc}|\p{Bidi_Control}/gu;

/**
 * A table as RFC 4180 text for spreadsheets: CRLF after every record, UTF-8 mark first. A text that would run as a formula, or be
 * shown as another number or a day, has an apostrophe in front; figures and dates of ours are left as they are.
 */
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
  const guarded = needsGuard(clean) ? `'${clean}` : clean;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

function needsGuard(text: string): boolean {
  if (PLAIN_NUMBER.test(text) || ISO_DATE.test(text)) return false;
  // Full-width digits and spaces around them are read as if they were plain.
  const plain = text.normalize("NFKC").trim();
  return FORMULA_START.test(text) || ODD_NUMBER.test(plain) || LIKE_A_DAY.test(plain);
}
