import { z } from "zod";
import type { CalendarDate } from "../shared/dates.ts";
import { MoneySchema } from "../shared/money.ts";
import { standardTaxRate, taxOf } from "../shared/tax.ts";

/** As the price book holds it. Branded, so that it is never shown as what the customer pays. */
export const NetPriceSchema = MoneySchema.brand<"WithoutTax">();
export type NetPrice = z.infer<typeof NetPriceSchema>;

export const GrossPriceSchema = MoneySchema.brand<"WithTax">();
export type GrossPrice = z.infer<typeof GrossPriceSchema>;

/** What is shown of a price: the amount to pay, and beside it the one without tax (JP-MO-2). */
export const PriceSchema = z.object({ withTax: GrossPriceSchema, withoutTax: NetPriceSchema });
export type Price = z.infer<typeof PriceSchema>;

/** One price by itself on a day; the tax of several is taken on their sum (JP-MO-7), so these are not added up. */
export function toPrice(withoutTax: NetPrice, day: CalendarDate): Price {
  const tax = taxOf(withoutTax.minor, standardTaxRate(day));
  const withTax = GrossPriceSchema.parse({ ...withoutTax, minor: withoutTax.minor + tax });
  return { withTax, withoutTax };
}
