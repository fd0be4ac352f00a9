import { bigint, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, userIdColumn } from "./columns.server.ts";
import { users } from "./users.server.ts";

/** Authenticator apps that have proved themselves with a first code. */
export const authenticators = pgTable(
  "authenticators",
  {
    id: uuid("id").primaryKey(),
    userId: userIdColumn()
      .notNull()
      .references(() => users.id),
    /** What its owner calls it. */
    name: text("name").notNull(),
    /** Sealed by the application's field encryption; `keyId` says with which key, so that a change of keys finds its rows. */
    secret: text("secret").notNull(),
    keyId: text("key_id").notNull(),
    /** Number of the 30-second step whose code was accepted last: this one and earlier ones are used up (RFC 6238, 5.2). */
    lastStep: bigint("last_step", { mode: "number" }).notNull(),
    createdAt: instant("created_at").notNull(),
    lastUsedAt: instant("last_used_at"),
  },
  (table) => [index("authenticators_user").on(table.userId)],
);

export const passkeys = pgTable(
  "passkeys",
  {
    id: uuid("id").primaryKey(),
    userId: userIdColumn()
      .notNull()
      .references(() => users.id),
    name: text("name").notNull(),
    /** base64url, as the browser sends it. */
    credentialId: text("credential_id").notNull().unique(),
    /** COSE key, base64url. */
    publicKey: text("public_key").notNull(),
    /** Grows with every use, or stays 0 where the authenticator does not count. */
    counter: bigint("counter", { mode: "number" }).notNull(),
    transports: jsonb("transports").$type<string[]>().notNull(),
    createdAt: instant("created_at").notNull(),
    lastUsedAt: instant("last_used_at"),
  },
  (table) => [index("passkeys_user").on(table.userId)],
);

/** Codes for the day when every other factor is lost: ten at a time, each worth one use. */
export const recoveryCodes = pgTable(
  "recovery_codes",
  {
    userId: userIdColumn()
      .notNull()
      .references(() => users.id),
    codeHash: text("code_hash").notNull(),
    createdAt: instant("created_at").notNull(),
    usedAt: instant("used_at"),
  },
  (table) => [primaryKey({ columns: [table.userId, table.codeHash] })],
);
