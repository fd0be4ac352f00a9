import type { BillingClient } from "#domain/users/schema.ts";
import { billingRules, billingTags } from "~/platform/cache/billing-cache.ts";
import type { Reading } from "~/platform/cache/types.ts";
import type { Deps, Owner } from "~/platform/http/owner.ts";

/** The customer's billing account: name, address, currency, credit. */
export function readClient({ cache, whmcs }: Deps, owner: Owner): Promise<Reading<BillingClient>> {
  return cache.cached(
    { scope: "user", userId: owner.userId, name: `${owner.clientId}:client` },
    billingRules.client(owner.clientId),
    () => whmcs.getClient({ clientId: owner.clientId }),
  );
}

export function refreshClient({ cache }: Deps, owner: Owner): Promise<void> {
  return cache.drop(billingTags.client(owner.clientId));
}
