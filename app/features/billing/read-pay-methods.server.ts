import type { Listing } from "#domain/shared/whmcs-list.ts";
import type { PayMethod } from "#domain/payments/schema.ts";
import { billingRules, billingTags } from "~/platform/cache/billing-cache.ts";
import type { Reading } from "~/platform/cache/types.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";

/** The cards and accounts the billing system has stored for the customer, as far as they can be read. */
export function readPayMethods(
  { cache, whmcs }: Services,
  owner: Owner,
): Promise<Reading<Listing<PayMethod>>> {
  return cache.cached(
    { scope: "user", userId: owner.userId, name: `${owner.clientId}:pay-methods` },
    billingRules.payMethods(owner.clientId),
    () => whmcs.listPayMethods({ clientId: owner.clientId }),
  );
}

/** After the customer has been to the billing site: the next read asks it again. */
export function refreshPayMethods({ cache }: Services, owner: Owner): Promise<void> {
  return cache.drop(billingTags.payMethods(owner.clientId));
}
