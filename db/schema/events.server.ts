import { customType, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.server.ts";

const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });

/** Up to where a topic of the event bus is taken in; written together with what its events have set going. */
export const eventPositions = pgTable("event_positions", {
  topic: text("topic").primaryKey(),
  replayId: bytes("replay_id").notNull(),
  savedAt: instant("saved_at").notNull(),
});

/** Up to which moment of the customer system's clock a kind of records was looked through for changes. */
export const changeCursors = pgTable("change_cursors", {
  record: text("record").primaryKey(),
  changedAt: instant("changed_at").notNull(),
  savedAt: instant("saved_at").notNull(),
});
