import { ContactIdSchema } from "#domain/shared/salesforce-ids.ts";
import type { UserId } from "#domain/shared/ids.ts";
import { isEmailUnsynced, markEmailSynced } from "#db/repositories/email-changes.server.ts";
import { findMapping } from "#db/repositories/id-mappings.server.ts";
import { findUser, holdUser } from "#db/repositories/users.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { billingTags } from "~/platform/cache/billing-cache.ts";
import type { Services } from "~/services.ts";

/**
 * The job behind a change of the address, or its undoing: writes the login's address of now into the billing system and, where
 * the person is known there, into the customer system (portal.md 3: billing first). Both may be written again, so it is tried
 * until both have it.
 */
export async function syncEmail(
  { database, whmcs, salesforce, cache, now }: Services,
  { userId }: { userId: UserId },
): Promise<void> {
  const { user, mapping, isDue } = await asSystem(database, async (tx) => ({
    user: await findUser(tx, userId),
    mapping: await findMapping(tx, userId),
    isDue: await isEmailUnsynced(tx, userId),
  }));
  if (!user || !mapping || !isDue) return;
  const { email } = user;
  const { whmcsClientId: clientId, sfContactId } = mapping;
  await whmcs.updateClient({ clientId, change: { email } });
  await cache.drop(billingTags.client(clientId));
  if (sfContactId !== null)
    await salesforce.updateContact({ contactId: ContactIdSchema.parse(sfContactId), change: { email } });
  await asSystem(database, async (tx) => {
    // Changed again meanwhile: that change has a job of its own.
    if ((await holdUser(tx, userId))?.email === email) await markEmailSynced(tx, userId, now());
  });
}
