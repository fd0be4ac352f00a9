import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "#db/client.server.ts";
import { beginIdempotent } from "#db/repositories/idempotency.server.ts";
import { insertNotification } from "#db/repositories/notifications.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { seedDemo } from "#db/seed.server.ts";
import { seedUserId } from "#db/seed-world.server.ts";
import { openTestDatabase } from "#db/testing.server.ts";
import { createLogger } from "../log/logger.server.ts";
import { pruneExpired } from "./prune-expired.server.ts";

const HOUR_MS = 60 * 60 * 1000;
const START = new Date("2026-11-23T00:00:00Z");
const after = (hours: number) => new Date(START.getTime() + hours * HOUR_MS);
const logger = createLogger({ level: "silent" });
const userId = seedUserId(1001);

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await seedDemo(database, { passwordHash: "hash", now: START });
  await asSystem(database, async (tx) => {
    for (const [key, hours] of Object.entries({ first: 0, later: 1 })) {
      const now = after(hours);
      await beginIdempotent(tx, { userId, key, bodyHash: "hash", now });
      await insertNotification(tx, {
        userId,
        type: "system_notice",
        title: "t",
        message: "m",
        actionUrl: null,
        actionLabel: null,
        source: "test",
        sourceId: key,
        now,
      });
    }
  });
});
afterAll(() => database.close());

/** What is left after the job ran so many hours after the start. */
async function leftAfter(hours: number): Promise<{ keys: unknown[]; notices: unknown[] }> {
  await pruneExpired({ database, logger, now: () => after(hours) });
  return asSystem(database, async (tx) => ({
    keys: (await tx.raw("SELECT key FROM idempotency_keys ORDER BY key")).rows.map((row) => row.key),
    notices: (
      await tx.raw("SELECT source_id FROM notifications WHERE source = 'test' ORDER BY source_id")
    ).rows.map((row) => row.source_id),
  }));
}

test("idempotency keys go after 24 hours and notifications after 30 days, each when its own time is over", async () => {
  const [first, later] = ["first", "later"];
  expect(await leftAfter(23)).toEqual({ keys: [first, later], notices: [first, later] });
  expect(await leftAfter(24)).toEqual({ keys: [later], notices: [first, later] });
  expect(await leftAfter(25)).toEqual({ keys: [], notices: [first, later] });
  expect(await leftAfter(30 * 24)).toEqual({ keys: [], notices: [later] });
  expect(await leftAfter(30 * 24)).toEqual({ keys: [], notices: [later] });
});
