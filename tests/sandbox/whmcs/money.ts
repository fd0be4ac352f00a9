/** Amounts are whole hundredths, as WHMCS stores decimal(16,2) for every currency, yen too. */

export type CurrencyRow = {
  id: number;
  code: "JPY" | "USD";
  prefix: string;
  suffix: string;
  format: number;
  rate: string;
};

export const CURRENCIES: readonly CurrencyRow[] = [
  { id: 1, code: "JPY", prefix: "¥", suffix: " JPY", format: 4, rate: "1.00000" },
  { id: 2, code: "USD", prefix: "$", suffix: " USD", format: 1, rate: "0.00670" },
];
const YEN: CurrencyRow = { id: 1, code: "JPY", prefix: "¥", suffix: " JPY", format: 4, rate: "1.00000" };

export function currencyOf(id: number): CurrencyRow {
  return CURRENCIES.find((currency) => currency.id === id) ?? YEN;
}

/** `3300.00`, `-12.50`. */
export function decimal(hundredths: number): string {
  const digits = String(Math.abs(hundredths)).padStart(3, "0");
  return `${hundredths < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** A plain decimal with at most two places; null for anything else. */
export function parseDecimal(text: string): number | null {
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (!match) return null;
  const value = Number(match[2]) * 100 + Number((match[3] ?? "").padEnd(2, "0"));
  return match[1] && value !== 0 ? -value : value;
}

/** Symbol, separators and code in one text (`¥3,300 JPY`, `$-8.67 USD`): display only. */
export function displayMoney(hundredths: number, currency: CurrencyRow): string {
  const decimals = currency.code === "JPY" ? 0 : 2;
  const number = (hundredths / 100).toLocaleString("en-US", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return `${currency.prefix}${currency.code === "USD" ? number.replaceAll(",", "") : number}${currency.suffix}`;
}

/** Tax of a sum at a rate in percent, rounded down once to the currency's unit (whmcs.md 5, "Tax"). */
export function taxOn(hundredths: number, rate: number, currency: CurrencyRow): number {
  const unit = currency.code === "JPY" ? 100 : 1;
  const exact = (hundredths * Math.round(rate * 1_000)) / 100_000;
  return Math.trunc(exact / unit) * unit;
}
