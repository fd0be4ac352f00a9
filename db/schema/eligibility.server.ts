import { sql } from "drizzle-orm";
import { index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { AccountId, PortalKey } from "#domain/shared/salesforce-ids.ts";
import { instant, userIdColumn } from "./columns.server.ts";
import { users } from "./users.server.ts";

/**
 * Requests to check an address, with the keys of the records they make in the customer system: stored before the first attempt,
 * so that a repeat finds what an interrupted one has made (salesforce-wire.md 10).
 */
export const eligibilityRequests = pgTable(
  "eligibility_requests",
  {
    id: uuid("id").primaryKey(),
    userId: userIdColumn()
      .notNull()
      .references(() => users.id),
    accountId: text("account_id").$type<AccountId>().notNull(),
    opportunityKey: text("opportunity_key").$type<PortalKey>().notNull(),
    caseKey: text("case_key").$type<PortalKey>().notNull(),
    createdAt: instant("created_at").notNull(),
    /** Somebody is at work until then: nobody else may be. */
    claimedUntil: instant("claimed_until"),
    finishedAt: instant("finished_at"),
  },
  (table) => [
    index("eligibility_requests_user").on(table.userId),
    // The lock per account: of all requests one at a time is unfinished.
    uniqueIndex("eligibility_requests_open")
      .on(table.accountId)
      .where(sql`${table.finishedAt} is null`),
  ],
);
