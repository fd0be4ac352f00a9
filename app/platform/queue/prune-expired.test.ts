import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "#db/client.server.ts";
import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { beginIdempotent } from "#db/repositories/idempotency.server.ts";
import { rememberDevice } from "#db/repositories/known-devices.server.ts";
import { insertMail, markMailSent } from "#db/repositories/mail-outbox.server.ts";
import { insertNotification } from "#db/repositories/notifications.server.ts";
import { insertPasswordReset } from "#db/repositories/password-resets.server.ts";
import { finishEligibilityRequest } from "#db/repositories/eligibility-requests.server.ts";
import { keepGuestForm } from "#db/repositories/guest-requests.server.ts";
import { endSessionFamily, insertSessionFamily } from "#db/repositories/sessions.server.ts";
import { storeWebhookEvent } from "#db/repositories/webhook-events.server.ts";
import { asSystem, type SystemTx } from "#db/row-security.server.ts";
import { fulfilments, fulfilmentSteps } from "#db/schema/fulfilments.server.ts";
import { seedDemo } from "#db/seed.server.ts";
import { seedUserId } from "#db/seed-world.server.ts";
import { openTestDatabase } from "#db/testing.server.ts";
import { RETENTION, type Retained } from "#domain/shared/retention.ts";
import { AccountIdSchema, OrderIdSchema } from "#domain/shared/salesforce-ids.ts";
import { createLogger } from "../log/logger.server.ts";
import { pruneExpired } from "./prune-expired.server.ts";

const DAY = 24 * 60 * 60_000;
/** So long ago that the database itself lets its audit entries go. */
const START = new Date("2021-11-23T00:00:00Z");
const after = (ms: number) => new Date(START.getTime() + ms);
const logger = createLogger({ level: "silent" });
const userId = seedUserId(1001);

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await seedDemo(database, { passwordHash: "hash", now: START });
  await asSystem(database, (tx) => tx.raw("DELETE FROM notifications"));
});
afterAll(() => database.close());

const prune = (ms: number, keepsMailText = false) =>
  pruneExpired({ database, logger, now: () => after(ms), keepsMailText });

type Kind = {
  table: string;
  /** Writes a row whose time begins now. */
  write: (tx: SystemTx, now: Date) => Promise<unknown>;
};

/** How a row of each kind comes to the point from which its time counts. */
const KINDS: Record<Retained, Kind> = {
  idempotencyKeys: {
    table: "idempotency_keys",
    write: (tx, now) => beginIdempotent(tx, { userId, key: randomUUID(), bodyHash: "hash", now }),
  },
  notifications: {
    table: "notifications",
    write: (tx, now) => {
      const text = { title: "t", message: "m", actionUrl: null, actionLabel: null, source: "test" };
      return insertNotification(tx, { ...text, userId, type: "system_notice", sourceId: randomUUID(), now });
    },
  },
  endedSessions: {
    table: "session_families",
    write: async (tx, now) => {
      const id = randomUUID();
      const family = {
        id,
        userId,
        expiresAt: after(999 * DAY),
        remember: true,
        device: "Firefox",
        ip: null,
        deviceHash: null,
      };
      await insertSessionFamily(tx, { ...family, now });
      await endSessionFamily(tx, { id, userId, reason: "signed_out", now });
    },
  },
  knownDevices: {
    table: "known_devices",
    write: async (tx, now) => {
      const device = { userId, deviceHash: randomUUID(), device: "Firefox" };
      await rememberDevice(tx, { ...device, now: START });
      await rememberDevice(tx, { ...device, now });
    },
  },
  passwordResets: {
    table: "password_resets",
    write: (tx, now) =>
      insertPasswordReset(tx, { tokenHash: randomUUID(), userId, expiresAt: now, now: START }),
  },
  eligibilityRequests: {
    table: "eligibility_requests",
    write: async (tx, now) => {
      const accountId = AccountIdSchema.parse("0015h0000000001AAA");
      await tx.raw(
        "INSERT INTO eligibility_requests VALUES (gen_random_uuid(), $1, $2, 'opp-1', 'case-1', $3)",
        [userId, accountId, START.toISOString()],
      );
      await finishEligibilityRequest(tx, accountId, now);
    },
  },
  fulfilments: {
    table: "fulfilments",
    write: async (tx, now) => {
      const number = String(Math.floor(Math.random() * 1e10)).padStart(10, "0");
      const row = {
        orderId: OrderIdSchema.parse(`8015h${number}`),
        step: "check",
        startedAt: START,
      } as const;
      await tx.insert(fulfilments).values({ ...row, state: "done", updatedAt: now, finishedAt: now });
      await tx.insert(fulfilmentSteps).values({ ...row, run: 1, attempt: 1, begunAt: START });
    },
  },
  profileChanges: {
    table: "profile_changes",
    write: (tx, now) =>
      tx.raw(
        "INSERT INTO profile_changes (id, user_id, kind, status, created_at) VALUES ($1, $2, 'offers', 'done', $3)",
        [randomUUID(), userId, now.toISOString()],
      ),
  },
  identityDocuments: {
    table: "identity_documents",
    write: async (tx, now) => {
      await insertOldDocument(tx, now);
    },
  },
  guestRequests: {
    table: "guest_requests",
    write: (tx, now) => keepGuestForm(tx, { formKey: randomUUID(), now }),
  },
  registrations: {
    table: "registrations",
    write: (tx, now) =>
      tx.raw(
        `INSERT INTO registrations (id, kind, step, user_id, created_at, updated_at)
         VALUES (gen_random_uuid(), 'new', 'done', gen_random_uuid(), $1, $2)`,
        [START.toISOString(), now.toISOString()],
      ),
  },
  webhookEvents: {
    table: "webhook_events",
    write: (tx, now) =>
      storeWebhookEvent(tx, { provider: "whmcs", eventId: randomUUID(), event: "e", data: {}, now }),
  },
  mail: {
    table: "mail_outbox",
    write: async (tx, now) => markMailSent(tx, await writeMail(tx, now), now),
  },
  auditEntries: {
    table: "audit_events",
    write: (tx, now) => recordAuditEvent(tx, { userId, type: "session.ended", at: now }),
  },
};

function insertOldDocument(tx: SystemTx, finishedAt: Date | null): Promise<unknown> {
  return tx.raw(
    "INSERT INTO identity_documents (id, user_id, account_id, document_key, digest, created_at, finished_at) VALUES ($1, $2, '0015h0000000001AAA', 'doc-1', 'd', $3, $4)",
    [randomUUID(), userId, START.toISOString(), finishedAt?.toISOString() ?? null],
  );
}

function writeMail(tx: SystemTx, now: Date): Promise<string> {
  const text = { toAddress: "a@example.com", subject: "s", text: "a link", html: "<p>a link</p>" };
  return insertMail(tx, { ...text, userId, template: "password-reset", language: "en", now });
}

async function count(table: string): Promise<number> {
  const { rows } = await asSystem(database, (tx) =>
    tx.raw(
      `SELECT count(*)::int AS n FROM ${table}${table === "audit_events" ? " WHERE type <> 'audit.pruned'" : ""}`,
    ),
  );
  return Number(rows[0]?.n);
}

test.each(Object.entries(KINDS) as [keyof typeof KINDS, Kind][])(
  "%s: each row goes when its own time is over",
  async (kind, { table, write }) => {
    const begin = DAY;
    await asSystem(database, async (tx) => {
      await write(tx, after(begin));
      await write(tx, after(begin + 60_000));
    });
    const life = RETENTION[kind];
    for (const [at, left] of [
      [begin + life - 1, 2],
      [begin + life, 1],
      [begin + life + 59_999, 1],
      [begin + life + 60_000, 0],
      [begin + life + 60_000, 0],
    ] as const) {
      await prune(at);
      expect(await count(table), `${kind} at ${at - begin - life} ms`).toBe(left);
    }
  },
);

test("a document whose owner gave up goes as well", async () => {
  await asSystem(database, (tx) => insertOldDocument(tx, null));
  await prune(RETENTION.identityDocuments - 1);
  expect(await count("identity_documents")).toBe(1);
  await prune(RETENTION.identityDocuments);
  expect(await count("identity_documents")).toBe(0);
});

test("a session that runs, and one that nobody ended, count from their absolute end", async () => {
  const family = { userId, remember: true, device: "Firefox", ip: null, deviceHash: null, now: START };
  await asSystem(database, (tx) =>
    insertSessionFamily(tx, { ...family, id: "s", expiresAt: after(30 * DAY) }),
  );
  await prune(30 * DAY + RETENTION.endedSessions - 1);
  expect(await count("session_families")).toBe(1);
  await prune(30 * DAY + RETENTION.endedSessions);
  expect(await count("session_families")).toBe(0);
});
