import { readOfferings, type Eligibility } from "#domain/catalog/eligibility.ts";
import { customerRules, customerTags } from "~/platform/cache/customer-cache.ts";
import type { Reading } from "~/platform/cache/types.ts";
import { readCustomerAccount } from "~/platform/request/customer-account.server.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";
import { eligibilityHere } from "./read-eligibility-here.server.ts";

/** What staff has found out about the address that the customer has now. Throws `conflict` MAPPING_MISSING for a login without an account. */
export async function readEligibility(deps: Services, { userId }: Owner): Promise<Reading<Eligibility>> {
  const { cache, salesforce } = deps;
  const { accountId, contactId } = await readCustomerAccount(deps, { userId });
  return cache.cached(
    { scope: "user", userId, name: `${accountId}:eligibility` },
    customerRules.account(accountId),
    async () => {
      const { eligibility } = await salesforce.getAccount({ accountId });
      const here = await eligibilityHere(deps, { accountId, contactId }, eligibility);
      const { status, requestedAt, notes, value } = here;
      const { offerings, isComplete } = readOfferings(status === "eligible" ? value : null);
      return { status, offerings, isComplete, requestedAt: requestedAt?.toISOString() ?? null, notes };
    },
  );
}

export async function refreshEligibility(deps: Services, { userId }: Owner): Promise<void> {
  const { accountId } = await readCustomerAccount(deps, { userId });
  await deps.cache.drop(customerTags.account(accountId));
}
