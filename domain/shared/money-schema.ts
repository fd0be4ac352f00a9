import { z } from "zod";

/** ISO 4217 code as the billing system gives it. */
export const CurrencyCodeSchema = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .brand<"CurrencyCode">();
export type CurrencyCode = z.infer<typeof CurrencyCodeSchema>;

export const JPY = "JPY" as CurrencyCode;

/**
 * An exact amount. `minor` counts the currency's smallest unit: yen for JPY (which has none below it, JP-MO-1), cents
 * for USD. Never a fraction, never multiplied by 100 for yen.
 */
export const MoneySchema = z.object({ currency: CurrencyCodeSchema, minor: z.int() });
export type Money = z.infer<typeof MoneySchema>;
