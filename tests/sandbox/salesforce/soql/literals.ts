import { addDays, addMonths, monthEnd, monthStart } from "../../dates.ts";
import type { Value } from "../schema/field.ts";
import { malformed } from "./conditions.ts";

const ESCAPES: Record<string, string> = {
  n: "\n",
  r: "\r",
  t: "\t",
  b: "\b",
  f: "\f",
  "'": "'",
  '"': '"',
  "\\": "\\",
};

/** The text a quoted literal stands for. */
export function unquote(literal: string): string {
  return literal.slice(1, -1).replace(/\\(.)/gs, (_, character: string) => {
    const plain = ESCAPES[character];
    if (plain === undefined)
      throw malformed("Invalid string literal. Illegal character sequence in string literal.");
    return plain;
  });
}

/** A LIKE pattern: `%` any text, `_` one character, both literal behind a backslash; case does not count. */
export function toLike(literal: string): RegExp {
  const source = [...literal.slice(1, -1).matchAll(/\\(.)|(.)/gsu)]
    .map(([, escaped, plain]) => {
      if (escaped !== undefined) return escapeRegExp(ESCAPES[escaped] ?? escaped);
      if (plain === "%") return ".*";
      return plain === "_" ? "." : escapeRegExp(plain ?? "");
    })
    .join("");
  return new RegExp(`^${source}$`, "isu");
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}

/** First and last day a date literal stands for. */
export function toDays(literal: string, today: string): { first: string; last: string } {
  const day = (date: string) => ({ first: date, last: date });
  const month = (offset: number) => {
    const first = monthStart(today, offset);
    return { first, last: monthEnd(first) };
  };
  const [name = "", count] = literal.toUpperCase().split(":");
  const days = Number(count);
  switch (name) {
    case "TODAY":
      return day(today);
    case "YESTERDAY":
      return day(addDays(today, -1));
    case "TOMORROW":
      return day(addDays(today, 1));
    case "THIS_MONTH":
      return month(0);
    case "LAST_MONTH":
      return month(-1);
    case "NEXT_MONTH":
      return month(1);
    case "LAST_N_DAYS":
      return { first: addDays(today, -days), last: today };
    case "NEXT_N_DAYS":
      return { first: addDays(today, 1), last: addDays(today, days) };
    case "LAST_N_MONTHS":
      return { first: monthStart(addMonths(today, -days)), last: monthEnd(monthStart(today, -1)) };
    default:
      throw malformed(`date literal ${name} is not known here`);
  }
}

/** A literal that is neither text nor date word, by the parser's type name. */
export function toPlain(literal: string, type: string): Value {
  switch (type) {
    case "STRING":
      return unquote(literal);
    case "INTEGER":
    case "DECIMAL":
      return Number(literal);
    case "BOOLEAN":
      return literal.toUpperCase() === "TRUE";
    case "NULL":
      return null;
    case "DATE":
    case "DATETIME":
      return literal;
    default:
      throw malformed(`unexpected token: ${literal}`);
  }
}
