import { customerRules, customerTags } from "~/platform/cache/customer-cache.ts";
import type { Reading } from "~/platform/cache/types.ts";
import { readCustomerAccount } from "~/platform/request/customer-account.server.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";
import type { Verification } from "./verification-view.ts";

/** How far the check of who the customer is has come. Throws `conflict` MAPPING_MISSING for a login without an account. */
export async function readVerification(
  deps: Services,
  { userId }: Pick<Owner, "userId">,
): Promise<Reading<Verification>> {
  const { cache, salesforce } = deps;
  const { accountId } = await readCustomerAccount(deps, { userId });
  return cache.cached(
    { scope: "user", userId, name: `${accountId}:verification` },
    customerRules.account(accountId),
    async () => {
      const { status, method, submittedAt, verifiedAt, rejectionMessage } = (
        await salesforce.getAccount({ accountId })
      ).verification;
      return {
        status,
        method,
        submittedAt: submittedAt?.toISOString() ?? null,
        verifiedAt: verifiedAt?.toISOString() ?? null,
        rejectionMessage,
      };
    },
  );
}

/** The next reading is made anew: somebody waits for the answer of staff. */
export async function refreshVerification(deps: Services, owner: Pick<Owner, "userId">): Promise<void> {
  const { accountId } = await readCustomerAccount(deps, owner);
  await deps.cache.drop(customerTags.account(accountId));
}
