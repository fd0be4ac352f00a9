import { z } from "zod";
import { WireFault, readWire, wireCurrency, wireInteger, wireOptionalToken } from "../shared/whmcs-wire.ts";
import { decodeEntities } from "../shared/entities.ts";
import type { Currency } from "./schema.ts";

/** Prefix and suffix keep their own spaces, which are part of the display. */
const wireAffix = wireOptionalToken.transform(decodeEntities);
const CurrencyWire = z.object({
  id: wireInteger.pipe(z.int().positive()),
  code: wireCurrency,
  prefix: wireAffix,
  suffix: wireAffix,
});

export const CURRENCY_LIST = { plural: "currencies", singular: "currency" } as const;

/** A row of GetCurrencies. Throws WireFault, also for one without an ISO code: it cannot be counted in. */
export function toCurrency(row: Record<string, unknown>): Currency {
  const { code, ...wire } = readWire(CurrencyWire, row);
  if (code === null) throw new WireFault("code", "missing");
  return { ...wire, code };
}
