import type { CalendarDate } from "./dates.ts";

/** Rates of the consumption tax by the day from which they hold, newest first (JP-MO-4). */
const STANDARD_RATES: readonly { from: string; percent: string }[] = [{ from: "2019-10-01", percent: "10" }];

/** Percent of the standard rate on a day in Tokyo, "10". Throws a RangeError for a day before the first rate. */
export function standardTaxRate(day: CalendarDate): string {
  const rate = STANDARD_RATES.find(({ from }) => from <= day);
  if (!rate) throw new RangeError(`no tax rate for ${day}`);
  return rate.percent;
}

/**
 * Tax of an amount in its smallest unit, rounded down once, towards zero (JP-MO-7). `included`: the rates whose tax the amount
 * already holds. Whole-number arithmetic: rates have up to three decimals and the product of yen and rate must not be a float.
 */
export function taxOf(base: number, ratePercent: string, included: readonly string[] = []): number {
  const divisor = 100_000n + included.reduce((sum, rate) => sum + milliPercent(rate), 0n);
  return Number((BigInt(base) * milliPercent(ratePercent)) / divisor);
}

function milliPercent(rate: string): bigint {
  const [whole = "0", fraction = ""] = rate.split(".");
  return BigInt(whole) * 1000n + BigInt(fraction.padEnd(3, "0").slice(0, 3));
}
