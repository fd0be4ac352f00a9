import { z } from "zod";
import { CurrencyCodeSchema } from "../shared/money.ts";

export const CurrencySchema = z.object({
  id: z.int().positive(),
  code: CurrencyCodeSchema,
  prefix: z.string(),
  suffix: z.string(),
});
export type Currency = z.infer<typeof CurrencySchema>;
