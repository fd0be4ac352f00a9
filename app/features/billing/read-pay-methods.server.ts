import { unreadableList } from "#domain/shared/errors.ts";
import type { PayMethod } from "#domain/payments/schema.ts";
import { billingRules, billingTags } from "~/platform/cache/billing-cache.ts";
import type { Reading } from "~/platform/cache/types.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";

/** The cards and accounts the billing system has stored for the customer. */
export function readPayMethods({ cache, whmcs }: Services, owner: Owner): Promise<Reading<PayMethod[]>> {
  return cache.cached(
    { scope: "user", userId: owner.userId, name: `${owner.clientId}:pay-methods` },
    billingRules.payMethods(owner.clientId),
    async () => {
      const { rows, unreadable } = await whmcs.listPayMethods({ clientId: owner.clientId });
      // "None stored" is told only where all could be read.
      if (rows.length === 0 && unreadable.length > 0) throw unreadableList("pay methods");
      return rows;
    },
  );
}

/** After the customer has been to the billing site: the next read asks it again. */
export function refreshPayMethods({ cache }: Services, owner: Owner): Promise<void> {
  return cache.drop(billingTags.payMethods(owner.clientId));
}
