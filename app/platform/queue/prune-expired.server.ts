import type { Database } from "#db/client.server.ts";
import { pruneEmailChanges } from "#db/repositories/email-changes.server.ts";
import { pruneIdempotencyKeys } from "#db/repositories/idempotency.server.ts";
import { expireRegistrations } from "#db/repositories/registrations.server.ts";
import { pruneNotifications } from "#db/repositories/notifications.server.ts";
import { GET_STARTED } from "#domain/auth/registration.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { Logger } from "../log/logger.server.ts";

/**
 * Deletes what has outlived its time: notifications after 30 days (portal.md 18), idempotency keys after 24 hours
 * (portal.md 1), earlier addresses of logins once no link brings them back, and what was typed into registrations that
 * could neither be finished nor undone in a week. Running it twice does no more than once.
 */
export async function pruneExpired({
  database,
  logger,
  now,
}: {
  database: Database;
  logger: Logger;
  now: () => Date;
}): Promise<void> {
  const at = now();
  const deleted = await asSystem(database, async (tx) => ({
    notifications: await pruneNotifications(tx, at),
    emailChanges: await pruneEmailChanges(tx, at),
    idempotencyKeys: await pruneIdempotencyKeys(tx, at),
  }));
  const keptSince = new Date(at.getTime() - GET_STARTED.keptMs);
  const registrations = await asSystem(database, (tx) => expireRegistrations(tx, keptSince, at));
  if (registrations.length > 0)
    logger.error({ registrations }, "registrations were neither finished nor undone in time");
  logger.info({ deleted }, "expired rows deleted");
}
