import { findMapping } from "#db/repositories/id-mappings.server.ts";
import { asCustomer } from "#db/row-security.server.ts";
import { AppError } from "#domain/shared/errors.ts";
import type { UserId } from "#domain/shared/ids.ts";
import {
  AccountIdSchema,
  ContactIdSchema,
  type AccountId,
  type ContactId,
} from "#domain/shared/salesforce-ids.ts";
import type { Services } from "~/services.ts";

/**
 * The customer's records in the customer system. Throws `conflict` MAPPING_MISSING for a login without an account: that is not
 * the same as an account without anything in it (portal.md 1).
 */
export async function readCustomerAccount(
  { database }: Pick<Services, "database">,
  { userId }: { userId: UserId },
): Promise<{ accountId: AccountId; contactId: ContactId | null }> {
  const mapping = await asCustomer(database, userId, (tx) => findMapping(tx, userId));
  const account = AccountIdSchema.safeParse(mapping?.sfAccountId);
  if (!account.success) throw new AppError("conflict", { reason: "MAPPING_MISSING" });
  return {
    accountId: account.data,
    contactId: ContactIdSchema.nullable().parse(mapping?.sfContactId ?? null),
  };
}
