import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { UserId, WhmcsClientId, WhmcsUserId } from "#domain/shared/ids.ts";
import { instant, userIdColumn } from "./columns.server.ts";

export type Theme = "system" | "light" | "dark";
export type UserStatus = "active" | "disabled";

/** Logins. Name, address and everything else about a customer belong to the billing and customer systems. */
export const users = pgTable(
  "users",
  {
    id: uuid("id").$type<UserId>().primaryKey(),
    /** Case-folded, see `foldEmail`. */
    email: text("email").notNull().unique(),
    /** Argon2id; null until a migrated customer has set one (portal.md 3.4). */
    passwordHash: text("password_hash"),
    /** For greetings only. */
    displayName: text("display_name").notNull(),
    language: text("language").$type<"en" | "ja">().notNull(),
    theme: text("theme").$type<Theme>().notNull().default("system"),
    status: text("status").$type<UserStatus>().notNull().default("active"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    lastSignInAt: instant("last_sign_in_at"),
    /** Which text of the terms was accepted at registration, and when; null for logins from before. */
    termsVersion: text("terms_version"),
    termsAcceptedAt: instant("terms_accepted_at"),
    /** When advertising by mail was agreed to; null: it was not. */
    marketingAgreedAt: instant("marketing_agreed_at"),
    /** Which sentence that was (JP-SC-4); null for those who agreed before it was kept. */
    marketingVersion: text("marketing_version"),
  },
  (table) => [
    check("users_email_folded", sql`${table.email} = lower(${table.email})`),
    check("users_language", sql`${table.language} in ('en', 'ja')`),
    check("users_theme", sql`${table.theme} in ('system', 'light', 'dark')`),
    check("users_status", sql`${table.status} in ('active', 'disabled')`),
  ],
);

/** Which records of the other systems belong to a user (portal.md 4). Immutable in normal use. */
export const idMappings = pgTable("id_mappings", {
  userId: userIdColumn()
    .primaryKey()
    .references(() => users.id),
  whmcsClientId: integer("whmcs_client_id").$type<WhmcsClientId>().notNull().unique(),
  whmcsUserId: integer("whmcs_user_id").$type<WhmcsUserId>(),
  /** May be missing for a short time after sign-up. */
  sfAccountId: text("sf_account_id").unique(),
  sfContactId: text("sf_contact_id"),
  createdAt: instant("created_at").notNull(),
  updatedAt: instant("updated_at").notNull(),
});

export type SessionEndReason =
  "signed_out" | "idle" | "reused" | "password_changed" | "revoked" | "mapping_changed" | "by_staff";

/**
 * One row per sign-in on a device. Whether a session lives is decided by the key-value store; these rows keep the list
 * of devices when that store is flushed.
 */
export const sessionFamilies = pgTable(
  "session_families",
  {
    id: text("id").primaryKey(),
    userId: userIdColumn()
      .notNull()
      .references(() => users.id),
    createdAt: instant("created_at").notNull(),
    lastUsedAt: instant("last_used_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    remember: boolean("remember").notNull(),
    /** A summary such as "Firefox on Windows", never the whole header. */
    device: text("device").notNull(),
    ip: text("ip"),
    /** Of `knownDevices`; null for a session from before it was noted. */
    deviceHash: text("device_hash"),
    endedAt: instant("ended_at"),
    endedReason: text("ended_reason").$type<SessionEndReason>(),
  },
  (table) => [
    index("session_families_user").on(table.userId, table.createdAt),
    check("session_families_end", sql`(${table.endedAt} is null) = (${table.endedReason} is null)`),
  ],
);

/** Devices that signed in before, by the hash of a random cookie (portal.md 3.1: trusted device, lockout per device). */
export const knownDevices = pgTable(
  "known_devices",
  {
    userId: userIdColumn()
      .notNull()
      .references(() => users.id),
    deviceHash: text("device_hash").notNull(),
    device: text("device").notNull(),
    firstSeenAt: instant("first_seen_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
    /** Until when the mailed code is skipped at sign-in. */
    trustedUntil: instant("trusted_until"),
  },
  (table) => [primaryKey({ columns: [table.userId, table.deviceHash] })],
);

/** Links to set a new password. The token itself stands in the mail alone; here is its hash. */
export const passwordResets = pgTable(
  "password_resets",
  {
    tokenHash: text("token_hash").primaryKey(),
    userId: userIdColumn()
      .notNull()
      .references(() => users.id),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    /** Used, or made worthless by another change of the password. */
    usedAt: instant("used_at"),
  },
  (table) => [index("password_resets_user").on(table.userId)],
);
