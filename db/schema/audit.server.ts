import { sql } from "drizzle-orm";
import { bigint, check, index, jsonb, pgTable, smallint, text } from "drizzle-orm/pg-core";
import { instant, userIdColumn } from "./columns.server.ts";

export type AuditDetail = Record<string, string | number | boolean | null>;

/**
 * Append-only: a trigger refuses every change, whoever asks, but the removal of what `audit_base` has passed. Chained: another gives each entry the next id, the hash of the
 * entry before it and its own (`db/audit-chain.server.ts`), whatever was given. No foreign key to the user, because an entry outlives
 * whatever it tells about. `detail` holds ids and figures, never personal data.
 */
export const auditEvents = pgTable(
  "audit_events",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    /** Null where nobody is known, e.g. a failed sign-in. */
    userId: userIdColumn(),
    type: text("type").notNull(),
    at: instant("at").notNull(),
    requestId: text("request_id"),
    ip: text("ip"),
    device: text("device"),
    detail: jsonb("detail").$type<AuditDetail>().notNull().default({}),
    /** Empty for the first entry. */
    prevHash: text("prev_hash").notNull().default(""),
    hash: text("hash").notNull().default(""),
  },
  (table) => [index("audit_events_user").on(table.userId, table.at)],
);

/**
 * One row: the end of the chain. Its lock puts the writers of audit entries in a row, and what it says of the last entry
 * shows when entries were cut off. Only the trigger's owner may write it.
 */
export const auditHead = pgTable(
  "audit_head",
  {
    one: smallint("one").primaryKey().default(1),
    lastId: bigint("last_id", { mode: "number" }).notNull(),
    hash: text("hash").notNull(),
  },
  (table) => [check("audit_head_one", sql`${table.one} = 1`)],
);

/**
 * One row: the last entry that was removed because its time was over; the chain begins after it. A trigger lets it move
 * forward only, to an entry that is there, and never past one that is younger than a year.
 */
export const auditBase = pgTable(
  "audit_base",
  {
    one: smallint("one").primaryKey().default(1),
    lastId: bigint("last_id", { mode: "number" }).notNull(),
    hash: text("hash").notNull(),
  },
  (table) => [check("audit_base_one", sql`${table.one} = 1`)],
);
