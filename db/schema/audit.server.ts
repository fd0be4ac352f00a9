import { bigint, index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { instant, userIdColumn } from "./columns.server.ts";

export type AuditDetail = Record<string, string | number | boolean | null>;

/**
 * Append-only: a trigger refuses every change, whoever asks. No foreign key to the user, because an entry outlives
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
  },
  (table) => [index("audit_events_user").on(table.userId, table.at)],
);
