import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant, userIdColumn } from "./columns.server.ts";
import { users } from "./users.server.ts";

export type ProfileChangeKind = "address" | "contact" | "personal" | "offers";
/** `replaced`: a later change of the same kind counts. `parked`: a system refused it, a person has to look. */
export type ProfileChangeStatus = "open" | "done" | "replaced" | "parked";

/** Journal of changes that have to reach two systems: written before the first call, and after each. */
export const profileChanges = pgTable(
  "profile_changes",
  {
    id: uuid("id").primaryKey(),
    userId: userIdColumn()
      .notNull()
      .references(() => users.id),
    kind: text("kind").$type<ProfileChangeKind>().notNull(),
    status: text("status").$type<ProfileChangeStatus>().notNull().default("open"),
    /** What to write, sealed by the application's field encryption; null as soon as it is not needed any more. */
    sealed: text("sealed"),
    createdAt: instant("created_at").notNull(),
    billingAt: instant("billing_at"),
    crmAt: instant("crm_at"),
    /** Somebody is at it until then: no other change of this customer is passed on meanwhile. */
    claimedUntil: instant("claimed_until"),
  },
  (table) => [
    index("profile_changes_user").on(table.userId),
    check("profile_changes_kind", sql`${table.kind} in ('address', 'contact', 'personal', 'offers')`),
    check("profile_changes_status", sql`${table.status} in ('open', 'done', 'replaced', 'parked')`),
  ],
);
