import { findMapping } from "#db/repositories/id-mappings.server.ts";
import { asCustomer } from "#db/row-security.server.ts";
import { AppError } from "#domain/shared/errors.ts";
import type { UserId } from "#domain/shared/ids.ts";
import { AccountIdSchema, ContactIdSchema } from "#domain/shared/salesforce-ids.ts";
import type { Contact } from "#domain/users/customer.ts";
import type { Reading } from "~/platform/cache/types.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";

const MINUTE_MS = 60_000;

export const contactTag = (userId: UserId) => `contact:${userId}`;

/**
 * The person as the customer system knows them: name, reading, birth date, Japanese address. Kept for 15 minutes (portal.md
 * 9). Throws AppError `conflict`/`MAPPING_MISSING` when the login has no contact there.
 */
export async function readContact(
  { cache, database, salesforce }: Services,
  { userId }: Owner,
): Promise<Reading<Contact>> {
  const mapping = await asCustomer(database, userId, (tx) => findMapping(tx, userId));
  if (!mapping?.sfAccountId || !mapping.sfContactId)
    throw new AppError("conflict", { reason: "MAPPING_MISSING" });
  const ids = {
    accountId: AccountIdSchema.parse(mapping.sfAccountId),
    contactId: ContactIdSchema.parse(mapping.sfContactId),
  };
  return cache.cached(
    { scope: "user", userId, name: `${ids.contactId}:contact` },
    { ttlMs: 15 * MINUTE_MS, staleForMs: 24 * 60 * MINUTE_MS, tags: [contactTag(userId)] },
    () => salesforce.getContact(ids),
  );
}

export function refreshContact({ cache }: Services, { userId }: Owner): Promise<void> {
  return cache.drop(contactTag(userId));
}
