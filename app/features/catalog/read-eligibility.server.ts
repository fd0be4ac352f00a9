import { readOfferings, type Eligibility } from "#domain/catalog/eligibility.ts";
import { AppError } from "#domain/shared/errors.ts";
import { AccountIdSchema } from "#domain/shared/salesforce-ids.ts";
import { findMapping } from "#db/repositories/id-mappings.server.ts";
import { asCustomer } from "#db/row-security.server.ts";
import { customerRules } from "~/platform/cache/customer-cache.ts";
import type { Reading } from "~/platform/cache/types.ts";
import type { Deps, Owner } from "~/platform/http/owner.ts";

/**
 * What staff has found out about the customer's address. Throws `conflict` MAPPING_MISSING for a login without an account: that
 * is not the same as "nobody has asked" (portal.md 1).
 */
export async function readEligibility(
  { cache, database, salesforce }: Deps,
  { userId }: Owner,
): Promise<Reading<Eligibility>> {
  const mapping = await asCustomer(database, userId, (tx) => findMapping(tx, userId));
  const account = AccountIdSchema.safeParse(mapping?.sfAccountId);
  if (!account.success) throw new AppError("conflict", { reason: "MAPPING_MISSING" });
  const accountId = account.data;
  return cache.cached(
    { scope: "user", userId, name: `${accountId}:eligibility` },
    customerRules.account(accountId),
    async () => {
      const { eligibility } = await salesforce.getAccount({ accountId });
      const { status, requestedAt, notes } = eligibility;
      const { offerings, isComplete } = readOfferings(status === "eligible" ? eligibility.value : null);
      return { status, offerings, isComplete, requestedAt: requestedAt?.toISOString() ?? null, notes };
    },
  );
}
