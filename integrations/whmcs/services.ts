import type { WhmcsClientId } from "#domain/shared/ids.ts";
import type { CurrencyCode } from "#domain/shared/money.ts";
import type { Listing } from "#domain/shared/whmcs-list.ts";
import type { Service } from "#domain/subscriptions/schema.ts";
import { SERVICE_LIST, toService } from "#domain/subscriptions/whmcs.ts";
import type { WhmcsClient } from "./client.ts";
import type { Lists } from "./lists.ts";

const ACTION = "GetClientsProducts";

export function createServices(client: WhmcsClient, lists: Lists) {
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
    }): Promise<Listing<Service>> {
      const onUnknown = client.onUnknown(ACTION);
      return lists.readPaged({
        action: ACTION,
        path: SERVICE_LIST,
        params: { clientid: clientId },
        owner: { clientId, field: "clientid" },
        read: (row) => toService(row, { currency, onUnknown }),
      });
    },
  };
}
