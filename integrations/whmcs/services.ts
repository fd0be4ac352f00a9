import type { WhmcsClientId } from "#domain/shared/ids.ts";
import type { CurrencyCode } from "#domain/shared/money.ts";
import { readRowId, type Listing } from "#domain/shared/whmcs-list.ts";
import type { Service } from "#domain/subscriptions/schema.ts";
import { isEndedService, SERVICE_LIST, toService } from "#domain/subscriptions/whmcs.ts";
import type { WhmcsClient } from "./client.ts";
import type { Lists } from "./lists.ts";

const ACTION = "GetClientsProducts";

export function createServices(client: WhmcsClient, lists: Lists) {
  return {
    /**
     * All services of a client, ended ones too, in the order of their ids. `currency` is the client's: the answer names none. An
     * unknown client has none. Unreadable ones that have ended are told to the operator alone. Throws `provider_contract` when any row belongs to another client.
     */
    async listServices({
      clientId,
      currency,
    }: {
      clientId: WhmcsClientId;
      currency: CurrencyCode;
    }): Promise<Listing<Service>> {
      const onUnknown = client.onUnknown(ACTION);
      const ended = new Set<number | null>();
      const { rows, unreadable } = await lists.readPaged({
        action: ACTION,
        path: SERVICE_LIST,
        params: { clientid: clientId },
        owner: { clientId, field: "clientid" },
        read: (row) => {
          if (isEndedService(row)) ended.add(readRowId(row));
          return toService(row, { currency, onUnknown });
        },
      });
      return { rows, unreadable: unreadable.filter(({ id }) => id === null || !ended.has(id)) };
    },
  };
}
