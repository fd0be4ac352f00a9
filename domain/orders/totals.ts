import { NetPriceSchema, toPrice, type NetPrice, type Price } from "../catalog/price.ts";
import type { CalendarDate } from "../shared/dates.ts";
import { JPY } from "../shared/money.ts";
import type { CYCLES } from "./schema.ts";

type Row = { price: NetPrice; quantity: number; cycle: (typeof CYCLES)[number] | "unknown" | null };

/** Null when a row is in neither cycle, so that no sum is a guess, or there are none. */
export function totalOf(rows: readonly Row[], cycle: "monthly" | "onetime", day: CalendarDate): Price | null {
  const isWhole = rows.every((row) => row.cycle === "monthly" || row.cycle === "onetime");
  const chosen = rows.filter((row) => row.cycle === cycle);
  return isWhole && chosen.length > 0 ? priceOf(chosen, day) : null;
}

/** Of all of them together, with their tax taken once (JP-MO-7). */
export function priceOf(rows: readonly Pick<Row, "price" | "quantity">[], day: CalendarDate): Price {
  const minor = rows.reduce((sum, { price, quantity }) => sum + price.minor * quantity, 0);
  return toPrice(NetPriceSchema.parse({ currency: JPY, minor }), day);
}
