import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { RegistrationKind, RegistrationStep } from "#domain/auth/registration.ts";
import type { WhmcsClientId, WhmcsUserId } from "#domain/shared/ids.ts";
import type { AccountId, ContactId } from "#domain/shared/salesforce-ids.ts";
import { instant, userIdColumn } from "./columns.server.ts";

/**
 * The journal of registrations: each step is written down before and after its call, so that it goes on from where it stood.
 * One address has one unfinished registration. What the person has typed is sealed, and gone when it is over.
 */
export const registrations = pgTable(
  "registrations",
  {
    /** Also the reference by which the other systems' records are found again. */
    id: uuid("id").primaryKey(),
    kind: text("kind").$type<RegistrationKind>().notNull(),
    step: text("step").$type<RegistrationStep>().notNull(),
    /** When the call of this step was begun last; null: not yet, or it was refused. */
    stepBegunAt: instant("step_begun_at"),
    /** Null when it is over, so that the address can be registered again. */
    emailHash: text("email_hash").unique(),
    details: text("details"),
    /** The login it makes; nobody's before the step `login`. */
    userId: userIdColumn().notNull().unique(),
    sfAccountId: text("sf_account_id").$type<AccountId>(),
    sfContactId: text("sf_contact_id").$type<ContactId>(),
    customerNumber: text("customer_number"),
    whmcsClientId: integer("whmcs_client_id").$type<WhmcsClientId>(),
    whmcsUserId: integer("whmcs_user_id").$type<WhmcsUserId>(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [
    index("registrations_unfinished")
      .on(table.createdAt)
      .where(sql`${table.emailHash} is not null`),
    check("registrations_kind", sql`${table.kind} in ('new', 'complete', 'link')`),
    check(
      "registrations_step",
      sql`${table.step} in ('account', 'client', 'login', 'status', 'done', 'undo', 'undone', 'expired')`,
    ),
    check(
      "registrations_wiped",
      sql`${table.step} not in ('done', 'undone', 'expired') or (${table.details} is null and ${table.emailHash} is null)`,
    ),
  ],
);
