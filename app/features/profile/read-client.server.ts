import type { BillingClient } from "#domain/users/schema.ts";
import { billingRules, billingTags } from "~/platform/cache/billing-cache.ts";
import type { Reading } from "~/platform/cache/types.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";

/** The customer's billing account: name, address, currency, credit. */
export function readClient({ cache, whmcs }: Services, owner: Owner): Promise<Reading<BillingClient>> {
  return cache.cached(
    { scope: "user", userId: owner.userId, name: `${owner.clientId}:client` },
    billingRules.client(owner.clientId),
    () => whmcs.getClient({ clientId: owner.clientId }),
  );
}

export function refreshClient({ cache }: Services, owner: Owner): Promise<void> {
  return cache.drop(billingTags.client(owner.clientId));
}
