import type { Database } from "#db/client.server.ts";
import { pruneIdempotencyKeys } from "#db/repositories/idempotency.server.ts";
import { pruneNotifications } from "#db/repositories/notifications.server.ts";
import { pruneProfileChanges } from "#db/repositories/profile-changes.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { Logger } from "../log/logger.server.ts";

const PROFILE_CHANGES_MS = 30 * 24 * 60 * 60_000;

/**
 * Deletes what has outlived its time: notifications after 30 days (portal.md 18), idempotency keys after 24 hours
 * (portal.md 1), and the journal of changes that reached every system after 30 days. Running it twice does no more than once.
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
    idempotencyKeys: await pruneIdempotencyKeys(tx, at),
    profileChanges: await pruneProfileChanges(tx, new Date(at.getTime() - PROFILE_CHANGES_MS)),
  }));
  logger.info({ deleted }, "expired rows deleted");
}
