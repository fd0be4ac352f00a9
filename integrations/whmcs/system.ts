import { z } from "zod";
import type { Currency } from "#domain/currency/schema.ts";
import { CURRENCY_LIST, toCurrency } from "#domain/currency/whmcs.ts";
import { readWire, wireToken } from "#domain/shared/whmcs-wire.ts";
import type { WhmcsClient } from "./client.ts";
import type { Lists } from "./lists.ts";

const DetailsWire = z.object({
  whmcs: z.object({ version: wireToken, canonicalversion: wireToken.optional() }),
});

export type SystemDetails = { version: string };

export function createSystem(client: WhmcsClient, lists: Lists) {
  return {
    /** WHMCS version, as a check of address, credentials and permissions at start-up (whmcs.md 1). */
    getDetails(): Promise<SystemDetails> {
      return client.call({
        action: "WhmcsDetails",
        read: (body) => ({ version: readWire(DetailsWire, body).whmcs.version }),
      });
    },

    /** The installation's currencies. Formatting goes by `code`, never by prefix and suffix (whmcs.md 5). */
    async listCurrencies(): Promise<Currency[]> {
      const { rows } = await lists.readWhole({
        action: "GetCurrencies",
        path: CURRENCY_LIST,
        read: toCurrency,
      });
      return rows;
    },
  };
}
