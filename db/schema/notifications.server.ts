import { index, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant, userIdColumn } from "./columns.server.ts";
import { users } from "./users.server.ts";

/** portal.md 18. */
export type NotificationType =
  | "eligibility_eligible"
  | "eligibility_ineligible"
  | "verification_verified"
  | "verification_rejected"
  | "order_received"
  | "order_approved"
  | "order_activated"
  | "order_failed"
  | "cancellation_scheduled"
  | "payment_method_expiring"
  | "invoice_due"
  | "system_notice";

export const notifications = pgTable(
  "notifications",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    userId: userIdColumn()
      .notNull()
      .references(() => users.id),
    type: text("type").$type<NotificationType>().notNull(),
    /** Title, message and label are written in the user's language of that moment. */
    title: text("title").notNull(),
    message: text("message").notNull(),
    actionUrl: text("action_url"),
    actionLabel: text("action_label"),
    source: text("source").notNull(),
    sourceId: text("source_id").notNull(),
    readAt: instant("read_at"),
    dismissedAt: instant("dismissed_at"),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (table) => [
    unique("notifications_once").on(table.userId, table.type, table.sourceId),
    index("notifications_user").on(table.userId, table.createdAt),
  ],
);
