import { sql } from "drizzle-orm";
import { check, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns.server.ts";

/**
 * Requests of visitors to check an address, on their way to the customer system. A mailbox has one that is open. What was typed is
 * sealed, and gone when it is over.
 */
export const guestRequests = pgTable(
  "guest_requests",
  {
    /** Also of the keys of what is made in the customer system. */
    id: uuid("id").primaryKey(),
    /** Of the form: sent twice it is one request. */
    formKey: uuid("form_key").notNull().unique(),
    /** Null when it is over. */
    emailHash: text("email_hash").unique(),
    details: text("details"),
    createdAt: instant("created_at").notNull(),
    finishedAt: instant("finished_at"),
  },
  (table) => [
    check(
      "guest_requests_wiped",
      sql`${table.finishedAt} is null or (${table.details} is null and ${table.emailHash} is null)`,
    ),
  ],
);
