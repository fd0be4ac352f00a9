import type { WhmcsClientId } from "#domain/shared/ids.ts";
import type { CurrencyCode } from "#domain/shared/money.ts";
import { readTotal, saysNothingFound } from "#domain/shared/whmcs-list.ts";
import { WireFault } from "#domain/shared/whmcs-wire.ts";
import type { Service } from "#domain/subscriptions/schema.ts";
import { readServiceRows, toService } from "#domain/subscriptions/whmcs.ts";
import { requireClient, type WhmcsClient } from "./client.ts";
import { readAllPages } from "./paging.ts";

const ACTION = "GetClientsProducts";

export function createServices(client: WhmcsClient) {
  return {
    /**
     * All services of a client, ended ones too, in the order of their ids. `currency` is the client's: the answer names none. An
     * unknown client has none. Throws `provider_contract` when any row belongs to another client.
     */
    listServices({
      clientId,
      currency,
    }: {
      clientId: WhmcsClientId;
      currency: CurrencyCode;
    }): Promise<Service[]> {
      const onUnknown = client.onUnknown(ACTION);
      return readAllPages({
        action: ACTION,
        readPage: (window) =>
          client.call({
            action: ACTION,
            params: { clientid: requireClient(clientId), ...window },
            read: (body) => {
              const rows = readServiceRows(body).map((row, index) => {
                // Then the filter was not heard, and none of the rows is to be trusted.
                if (row.clientid !== clientId)
                  throw new WireFault(`products.product.${index}.clientid`, "another client");
                return toService(row, { currency, onUnknown });
              });
              return { rows, total: readTotal(body) };
            },
            refused: (message) => (saysNothingFound(message) ? { rows: [], total: 0 } : undefined),
          }),
        idOf: (service) => service.id,
      });
    },
  };
}
