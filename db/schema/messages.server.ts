import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant, userIdColumn } from "./columns.server.ts";
import { users } from "./users.server.ts";

/** Every event that a provider has sent, once: the inbox that makes a repeat of the sender harmless. */
export const webhookEvents = pgTable(
  "webhook_events",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provider: text("provider").notNull(),
    eventId: text("event_id").notNull(),
    event: text("event").notNull(),
    data: jsonb("data").$type<Record<string, unknown>>().notNull(),
    receivedAt: instant("received_at").notNull(),
    processedAt: instant("processed_at"),
    /** How often it was tried in vain. */
    tries: integer("tries").notNull().default(0),
    /** Given up then: somebody has to look. */
    parkedAt: instant("parked_at"),
  },
  (table) => [unique("webhook_events_once").on(table.provider, table.eventId)],
);

/** Answers already given to a form or call, by its idempotency key (portal.md 1). */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    userId: userIdColumn()
      .notNull()
      .references(() => users.id),
    key: text("key").notNull(),
    bodyHash: text("body_hash").notNull(),
    /** HTTP status of the answer; null while the first call is at work. */
    status: integer("status"),
    response: jsonb("response"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.key] })],
);

export type MailStatus = "queued" | "sent" | "failed";

/** Outgoing mail: written in the transaction of what it tells about, sent by a job. */
export const mailOutbox = pgTable(
  "mail_outbox",
  {
    id: uuid("id").primaryKey(),
    /** Null for mail to somebody who is no user yet. */
    userId: userIdColumn().references(() => users.id),
    toAddress: text("to_address").notNull(),
    subject: text("subject").notNull(),
    text: text("text").notNull(),
    html: text("html").notNull(),
    template: text("template").notNull(),
    language: text("language").$type<"en" | "ja">().notNull(),
    status: text("status").$type<MailStatus>().notNull().default("queued"),
    attempts: integer("attempts").notNull().default(0),
    createdAt: instant("created_at").notNull(),
    /** A sender is at work until then: nobody else may send it. */
    claimedUntil: instant("claimed_until"),
    sentAt: instant("sent_at"),
  },
  (table) => [
    index("mail_outbox_recent").on(table.createdAt),
    check("mail_outbox_status", sql`${table.status} in ('queued', 'sent', 'failed')`),
  ],
);
