import { index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant, userIdColumn } from "./columns.server.ts";
import { users } from "./users.server.ts";

/** Changes of the address that somebody signs in with, kept while they can be undone and until the other systems know. */
export const emailChanges = pgTable(
  "email_changes",
  {
    id: uuid("id").primaryKey(),
    userId: userIdColumn()
      .notNull()
      .references(() => users.id),
    /** What the login goes back to. */
    oldEmail: text("old_email").notNull(),
    newEmail: text("new_email").notNull(),
    /** Hash of the token in the link that undoes it; the token stands in the mail to the old address alone. */
    undoHash: text("undo_hash").notNull().unique(),
    changedAt: instant("changed_at").notNull(),
    undoUntil: instant("undo_until").notNull(),
    undoneAt: instant("undone_at"),
    /** When the billing and customer systems had it, or had its undoing. */
    syncedAt: instant("synced_at"),
  },
  (table) => [index("email_changes_user").on(table.userId, table.changedAt)],
);
