import {
  CHECKED_FACTS,
  differsFromChecked,
  type CheckedFact,
  type CheckedIdentity,
} from "#domain/users/identity-match.ts";
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
  const ids = await readCustomerAccount(deps, { userId });
  const { accountId } = ids;
  return cache.cached(
    { scope: "user", userId, name: `${accountId}:identity-check` },
    customerRules.account(accountId),
    async () => {
      const { verification } = await salesforce.getAccount({ accountId });
      const { status, method, submittedAt, verifiedAt, rejectionMessage } = verification;
      return {
        status,
        method,
        differs: status === "verified" ? await readDifferences(deps, ids, verification.checked) : [],
        submittedAt: submittedAt?.toISOString() ?? null,
        verifiedAt: verifiedAt?.toISOString() ?? null,
        rejectionMessage,
      };
    },
  );
}

/** The same comparison stops an order before its line is activated. */
async function readDifferences(
  { salesforce }: Services,
  { accountId, contactId }: Awaited<ReturnType<typeof readCustomerAccount>>,
  checked: CheckedIdentity,
): Promise<CheckedFact[]> {
  if (contactId === null || CHECKED_FACTS.every((fact) => checked[fact] === null)) return [];
  return differsFromChecked(checked, await salesforce.getContact({ accountId, contactId }));
}

/** The next reading is made anew: somebody waits for the answer of staff. */
export async function refreshVerification(deps: Services, owner: Pick<Owner, "userId">): Promise<void> {
  const { accountId } = await readCustomerAccount(deps, owner);
  await deps.cache.drop(customerTags.account(accountId));
}
