import { integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { InvoiceId } from "#domain/shared/ids.ts";
import { instant, userIdColumn } from "./columns.server.ts";
import { users } from "./users.server.ts";

/** What the lines of invoices already read say, for the search of the list, which has no lines (portal.md 11). */
export const invoiceIndex = pgTable(
  "invoice_index",
  {
    userId: userIdColumn()
      .notNull()
      .references(() => users.id),
    invoiceId: integer("invoice_id").$type<InvoiceId>().notNull(),
    number: text("number").notNull(),
    /** The lines of the invoice in their order, one a line of text. */
    description: text("description").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.invoiceId] })],
);
