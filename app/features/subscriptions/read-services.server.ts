import type { Listing } from "#domain/shared/whmcs-list.ts";
import type { Service } from "#domain/subscriptions/schema.ts";
import { billingRules } from "~/platform/cache/billing-cache.ts";
import type { Reading } from "~/platform/cache/types.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";

/** Everything the customer has or had, as far as it can be read. The list names no currency: it is the client's, so that is read with it. */
export function readServices(
  { cache, whmcs }: Services,
  { userId, clientId }: Owner,
): Promise<Reading<Listing<Service>>> {
  return cache.cached(
    { scope: "user", userId, name: `${clientId}:services` },
    billingRules.services(clientId),
    async () => {
      const { currency } = await whmcs.getClient({ clientId });
      return whmcs.listServices({ clientId, currency });
    },
  );
}
