import type { Database } from "#db/client.server.ts";
import { pruneAuditEvents } from "#db/repositories/audit.server.ts";
import { pruneEmailChanges } from "#db/repositories/email-changes.server.ts";
import { pruneEligibilityRequests } from "#db/repositories/eligibility-requests.server.ts";
import { pruneFulfilments } from "#db/repositories/fulfilments.server.ts";
import { pruneGuestRequests } from "#db/repositories/guest-requests.server.ts";
import { pruneIdentityDocuments } from "#db/repositories/identity-documents.server.ts";
import { pruneIdempotencyKeys } from "#db/repositories/idempotency.server.ts";
import { pruneKnownDevices } from "#db/repositories/known-devices.server.ts";
import { emptyMail, pruneMail } from "#db/repositories/mail-outbox.server.ts";
import { pruneNotifications } from "#db/repositories/notifications.server.ts";
import { prunePasswordResets } from "#db/repositories/password-resets.server.ts";
import { pruneProfileChanges } from "#db/repositories/profile-changes.server.ts";
import { pruneRegistrations } from "#db/repositories/registrations.server.ts";
import { pruneSessionFamilies } from "#db/repositories/sessions.server.ts";
import { pruneWebhookEvents } from "#db/repositories/webhook-events.server.ts";
import { keptSince } from "#domain/shared/retention.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { Logger } from "../log/logger.server.ts";

/**
 * Deletes what has outlived its time (`domain/shared/retention.ts`), and the text of mail that is sent or given up unless
 * `keepsMailText`. Running it twice does no more than once.
 */
export async function pruneExpired({
  database,
  logger,
  now,
  keepsMailText,
}: {
  database: Database;
  logger: Logger;
  now: () => Date;
  keepsMailText: boolean;
}): Promise<void> {
  const at = now();
  const deleted = await asSystem(database, async (tx) => ({
    notifications: await pruneNotifications(tx, at),
    emailChanges: await pruneEmailChanges(tx, at),
    idempotencyKeys: await pruneIdempotencyKeys(tx, at),
    endedSessions: await pruneSessionFamilies(tx, at),
    knownDevices: await pruneKnownDevices(tx, at),
    passwordResets: await prunePasswordResets(tx, at),
    eligibilityRequests: await pruneEligibilityRequests(tx, at),
    fulfilments: await pruneFulfilments(tx, at),
    guestRequests: await pruneGuestRequests(tx, at),
    identityDocuments: await pruneIdentityDocuments(tx, at),
    registrations: await pruneRegistrations(tx, at),
    webhookEvents: await pruneWebhookEvents(tx, at),
    mail: await pruneMail(tx, at),
    profileChanges: await pruneProfileChanges(tx, keptSince("profileChanges", at)),
  }));
  if (!keepsMailText) await asSystem(database, (tx) => emptyMail(tx));
  // Alone, because whoever writes an entry meanwhile waits for it.
  const auditEntries = await asSystem(database, (tx) => pruneAuditEvents(tx, at));
  logger.info({ event: "retention.pruned", deleted: { ...deleted, auditEntries } }, "expired rows deleted");
}
