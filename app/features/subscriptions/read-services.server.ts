import type { Listing } from "#domain/shared/whmcs-list.ts";
import type { Service } from "#domain/subscriptions/schema.ts";
import { readClient } from "~/features/profile/read-client.server.ts";
import { billingRules } from "~/platform/cache/billing-cache.ts";
import type { Reading } from "~/platform/cache/types.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";

/** Everything the customer has or had, as far as it can be read. The list names no currency: it is the client's, so that is read with it. */
export function readServices(deps: Services, owner: Owner): Promise<Reading<Listing<Service>>> {
  const { userId, clientId } = owner;
  return deps.cache.cached(
    { scope: "user", userId, name: `${clientId}:services` },
    billingRules.services(clientId),
    async () => {
      const { currency } = (await readClient(deps, owner)).value;
      return deps.whmcs.listServices({ clientId, currency });
    },
  );
}
