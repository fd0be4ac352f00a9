import { findMappingByAccount } from "#db/repositories/id-mappings.server.ts";
import { findUser } from "#db/repositories/users.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { ContactIdSchema, type AccountId } from "#domain/shared/salesforce-ids.ts";
import type { Services } from "~/services.ts";
import type { Customer } from "./run.server.ts";

/** Null for an account that no login is linked to. */
export async function findCustomer({ database }: Services, accountId: AccountId): Promise<Customer | null> {
  return asSystem(database, async (tx) => {
    const mapping = await findMappingByAccount(tx, accountId);
    const user = mapping && (await findUser(tx, mapping.userId));
    if (!user) return null;
    const contactId = ContactIdSchema.nullable().parse(mapping.sfContactId);
    return { user, clientId: mapping.whmcsClientId, accountId, contactId };
  });
}
