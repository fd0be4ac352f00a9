import { timestamp, uuid } from "drizzle-orm/pg-core";
import type { UserId } from "#domain/shared/ids.ts";

/** An instant; every one of them is written by the application's clock, never by the database's. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

export const userIdColumn = () => uuid("user_id").$type<UserId>();
