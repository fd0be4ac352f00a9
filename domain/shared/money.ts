import { decimalsOf } from "./money-format.ts";
import type { CurrencyCode, Money } from "./money-schema.ts";

export type { Language } from "./language.ts";
export { decimalsOf, formatMoney, plainNumber } from "./money-format.ts";
export { CurrencyCodeSchema, JPY, MoneySchema, type CurrencyCode, type Money } from "./money-schema.ts";

/**
 * Reads a provider's plain decimal ("3300.00", "-12.5", 1980) exactly. Null when the text is no plain decimal or has more
 * non-zero decimals than the currency: a yen amount with a fraction is a fault to report, not to round (JP-MO-1). Three
 * decimals and more are a fault too, unless the currency has them: the point of "2.000" is one between thousands.
 */
export function parseMoney(value: string | number, currency: CurrencyCode): Money | null {
  const text = typeof value === "number" ? decimalText(value) : value.trim();
  const match = /^(-?)(\d{1,13})(?:\.(\d{1,10}))?$/.exec(text);
  if (!match) return null;
  const decimals = decimalsOf(currency);
  const fraction = (match[3] ?? "").padEnd(decimals, "0");
  if (fraction.length > Math.max(2, decimals)) return null;
  if (/[1-9]/.test(fraction.slice(decimals))) return null;
  const minor = Number(`${match[2]}${fraction.slice(0, decimals)}`);
  if (!Number.isSafeInteger(minor)) return null;
  return { currency, minor: match[1] && minor !== 0 ? -minor : minor };
}

function decimalText(value: number): string {
  // JSON numbers such as 1980 or 19.99; exponents never occur in amounts of money and fail the pattern.
  return String(value);
}

export function zero(currency: CurrencyCode): Money {
  return { currency, minor: 0 };
}

/** Sum of amounts of one currency. Throws a RangeError for mixed currencies: adding yen to dollars is always a defect. */
export function sum(amounts: readonly Money[], currency: CurrencyCode): Money {
  let minor = 0;
  for (const amount of amounts) {
    if (amount.currency !== currency) throw new RangeError(`cannot add ${amount.currency} to ${currency}`);
    minor += amount.minor;
  }
  return { currency, minor };
}

/** Sums by currency, in the order in which the currencies come: yen and dollars have no sum. Empty for no amounts. */
export function sumByCurrency(amounts: readonly Money[]): Money[] {
  const minorByCurrency = new Map<CurrencyCode, number>();
  for (const { currency, minor } of amounts)
    minorByCurrency.set(currency, (minorByCurrency.get(currency) ?? 0) + minor);
  return [...minorByCurrency].map(([currency, minor]) => ({ currency, minor }));
}

/** Plain decimal text for files and wires: `1980`, `19.99`, `-5.00`. */
export function moneyToDecimal(money: Money): string {
  const decimals = decimalsOf(money.currency);
  if (decimals === 0) return String(money.minor);
  const digits = String(Math.abs(money.minor)).padStart(decimals + 1, "0");
  return `${money.minor < 0 ? "-" : ""}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
