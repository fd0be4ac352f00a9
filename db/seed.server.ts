import type { Database } from "./client.server.ts";
import { insertMapping } from "./repositories/id-mappings.server.ts";
import { insertNotification } from "./repositories/notifications.server.ts";
import { insertUser } from "./repositories/users.server.ts";
import { asSystem } from "./row-security.server.ts";
import { seedNotifications, SEED_USERS } from "./seed-world.server.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Fills a demo or test database with the portal's part of the seeded world (world.md 1 and 5): nine users who share one
 * password, their mappings and notifications. Rows that are there already stay as they are.
 */
export async function seedDemo(
  database: Database,
  options: { passwordHash: string; now: Date },
): Promise<void> {
  const { passwordHash, now } = options;
  await asSystem(database, async (tx) => {
    for (const { mapping, ...user } of SEED_USERS) {
      await insertUser(tx, { ...user, passwordHash, now });
      await insertMapping(tx, mapping, now);
    }
    for (const { daysAgo, read, ...notification } of seedNotifications(now)) {
      await insertNotification(tx, {
        ...notification,
        ...(read ? { readAt: now } : {}),
        now: new Date(now.getTime() - daysAgo * DAY_MS),
      });
    }
  });
}
