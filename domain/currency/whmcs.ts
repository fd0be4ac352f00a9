import { z } from "zod";
import { CurrencyCodeSchema } from "../shared/money.ts";
import { readRowsAs } from "../shared/whmcs-list.ts";
import { wireInteger, wireToken, type OnUnknown } from "../shared/whmcs-wire.ts";
import { decodeEntities } from "../shared/entities.ts";
import type { Currency } from "./schema.ts";

/** Prefix and suffix keep their own spaces, which are part of the display. */
const wireAffix = wireToken.transform(decodeEntities);
const CurrencyWire = z.object({
  id: wireInteger.pipe(z.int().positive()),
  code: wireToken,
  prefix: wireAffix,
  suffix: wireAffix,
});

/** The rows of GetCurrencies, nested or with bracketed keys. A currency without an ISO code cannot be counted in: told and left out. */
export function toCurrencies(answer: Record<string, unknown>, onUnknown: OnUnknown): Currency[] {
  return readRowsAs(answer, { plural: "currencies", singular: "currency" }, CurrencyWire).flatMap((row) => {
    const code = CurrencyCodeSchema.safeParse(row.code.trim());
    if (code.success) return [{ id: row.id, code: code.data, prefix: row.prefix, suffix: row.suffix }];
    onUnknown("currencies.code", row.code);
    return [];
  });
}
