import { unreadableList } from "#domain/shared/errors.ts";
import type { Service } from "#domain/subscriptions/schema.ts";
import { billingRules } from "~/platform/cache/billing-cache.ts";
import type { Reading } from "~/platform/cache/types.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";

/** Everything the customer has or had. The list names no currency: it is the client's, so that is read with it. */
export function readServices(
  { cache, whmcs }: Services,
  { userId, clientId }: Owner,
): Promise<Reading<Service[]>> {
  return cache.cached(
    { scope: "user", userId, name: `${clientId}:services` },
    billingRules.services(clientId),
    async () => {
      const { currency } = await whmcs.getClient({ clientId });
      const { rows, unreadable } = await whmcs.listServices({ clientId, currency });
      // "No service" is told only where all could be read.
      if (rows.length === 0 && unreadable.length > 0) throw unreadableList("services");
      return rows;
    },
  );
}
