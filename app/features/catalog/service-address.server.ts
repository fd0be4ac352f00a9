import type { Contact, JapaneseAddress } from "#domain/users/customer.ts";
import { JapaneseAddressSchema } from "#domain/users/customer.ts";
import { customerRules } from "~/platform/cache/customer-cache.ts";
import type { Reading } from "~/platform/cache/types.ts";
import { readCustomerAccount } from "~/platform/http/customer-account.server.ts";
import type { Deps, Owner } from "~/platform/http/owner.ts";

/** Where the line would be, as the customer system has it; null when that is not a whole address. */
export async function readServiceAddress(
  deps: Deps,
  { userId }: Owner,
): Promise<Reading<JapaneseAddress | null>> {
  const { cache, salesforce } = deps;
  const { accountId, contactId } = await readCustomerAccount(deps, { userId });
  return cache.cached(
    { scope: "user", userId, name: `${accountId}:service-address` },
    customerRules.account(accountId),
    async () =>
      contactId === null ? null : toServiceAddress(await salesforce.getContact({ accountId, contactId })),
  );
}

export function toServiceAddress({ address }: Contact): JapaneseAddress | null {
  return JapaneseAddressSchema.safeParse(address).data ?? null;
}
