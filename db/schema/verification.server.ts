import { sql } from "drizzle-orm";
import { index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { AccountId, PortalKey } from "#domain/shared/salesforce-ids.ts";
import { instant, userIdColumn } from "./columns.server.ts";
import { users } from "./users.server.ts";

/**
 * Documents on their way to the customer system: the key of each, stored before the first attempt, and what it is a key of. The
 * document itself is never here.
 */
export const identityDocuments = pgTable(
  "identity_documents",
  {
    id: uuid("id").primaryKey(),
    userId: userIdColumn()
      .notNull()
      .references(() => users.id),
    accountId: text("account_id").$type<AccountId>().notNull(),
    documentKey: text("document_key").$type<PortalKey>().notNull(),
    /** SHA-256 of the bytes: the same ones are the same document, others are another. */
    digest: text("digest").notNull(),
    createdAt: instant("created_at").notNull(),
    /** Somebody is at work until then: nobody else may be. */
    claimedUntil: instant("claimed_until"),
    finishedAt: instant("finished_at"),
  },
  (table) => [
    index("identity_documents_user").on(table.userId),
    // The lock per account: of all documents one at a time is unfinished.
    uniqueIndex("identity_documents_open")
      .on(table.accountId)
      .where(sql`${table.finishedAt} is null`),
  ],
);
