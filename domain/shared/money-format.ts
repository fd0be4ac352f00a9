import type { Language } from "./language.ts";
import type { CurrencyCode, Money } from "./money-schema.ts";

/** Apart from parsing in money.ts, so that a page can show money without carrying zod to the browser. */

const decimalsByCurrency = new Map<CurrencyCode, number>();

/** Decimal places of a currency (ISO 4217); 0 for JPY. Remembered: a long invoice list asks thousands of times. */
export function decimalsOf(currency: CurrencyCode): number {
  let decimals = decimalsByCurrency.get(currency);
  if (decimals === undefined) {
    const format = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions();
    decimals = format.maximumFractionDigits ?? 2;
    decimalsByCurrency.set(currency, decimals);
  }
  return decimals;
}

const formatters = new Map<string, Intl.NumberFormat>();

/** `¥1,980` in English, `1,980円` in Japanese; other currencies in the platform's form (JP-MO-2). */
export function formatMoney(money: Money, language: Language): string {
  const yen: string = "JPY";
  if (money.currency === yen && language === "ja") return `${plainNumber(money.minor, "ja")}円`;
  const key = `${language}${money.currency}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.NumberFormat(language === "ja" ? "ja-JP" : "en-US", {
      style: "currency",
      currency: money.currency,
      currencyDisplay: money.currency === yen ? "narrowSymbol" : "symbol",
    });
    formatters.set(key, formatter);
  }
  return formatter.format(money.minor / 10 ** decimalsOf(money.currency));
}

export function plainNumber(value: number, language: Language): string {
  return value.toLocaleString(language === "ja" ? "ja-JP" : "en-US");
}
