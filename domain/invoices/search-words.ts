import { decimalsOf } from "../shared/money-format.ts";
import type { InvoiceSummary } from "./schema.ts";

type Findable = Pick<InvoiceSummary, "total" | "issuedOn">;
type Meaning = (invoice: Findable) => boolean;

const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

/**
 * What a word of a search says beside its letters: an amount (`¥5,478`, `10428円`), a month (`2026-09`, `2026年9月`, `9月`, `September`) or a
 * year (`2026`, `2026年`), of the day of issue. Null: nothing but its letters. Words are folded to half width and small letters.
 */
export function meaningOf(word: string): Meaning | null {
  const year = /^((?:19|20)\d\d)年?$/.exec(word)?.[1];
  if (year !== undefined) {
    const amount = amountOf(word);
    return (invoice) => isIn(invoice, { year: Number(year) }) || (amount?.(invoice) ?? false);
  }
  const month = /^(?:((?:19|20)\d\d)[-/.年])?(\d{1,2})月?$/.exec(word);
  if (month && (month[1] !== undefined || word.endsWith("月")))
    return (invoice) =>
      isIn(invoice, {
        month: Number(month[2]),
        ...(month[1] === undefined ? {} : { year: Number(month[1]) }),
      });
  const named = word.length < 3 ? -1 : MONTHS.findIndex((name) => name.startsWith(word));
  if (named !== -1) return (invoice) => isIn(invoice, { month: named + 1 });
  return amountOf(word);
}

/** Whether the word is a year and nothing else: its digits stand in many numbers. */
export function isYear(word: string): boolean {
  return /^(?:19|20)\d\d年?$/.test(word);
}

function amountOf(word: string): Meaning | null {
  const [, digits] = /^¥?(\d[\d,]*(?:\.\d+)?)円?$/.exec(word) ?? [];
  if (digits === undefined) return null;
  const amount = Number(digits.replaceAll(",", ""));
  return ({ total }) => Math.round(amount * 10 ** decimalsOf(total.currency)) === total.minor;
}

function isIn({ issuedOn }: Findable, { year, month }: { year?: number; month?: number }): boolean {
  if (issuedOn === null) return false;
  const [issuedYear, issuedMonth] = issuedOn.split("-").map(Number);
  return (year ?? issuedYear) === issuedYear && (month ?? issuedMonth) === issuedMonth;
}
