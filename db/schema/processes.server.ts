import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, userIdColumn } from "./columns.server.ts";
import { users } from "./users.server.ts";

/**
 * `running`: being worked on, or due. `waiting`: for a time, a retry or a poke. `parked`: a person has to see to it. The last two are
 * ends.
 */
export const PROCESS_STATES = ["running", "waiting", "parked", "done", "cancelled"] as const;
export type ProcessState = (typeof PROCESS_STATES)[number];

/** Ids and codes; never personal data. */
export type Refs = Record<string, string | number | boolean | null>;

/**
 * The durable processes: one row per run. The row is its own timer and its own lock: `wake_at` is when it is due and, while somebody
 * holds it, when their lease ends.
 */
export const processes = pgTable(
  "processes",
  {
    id: uuid("id").primaryKey(),
    name: text("name").notNull(),
    /** The newest version of the definition that has worked on it: older ones leave it alone. */
    version: integer("version").notNull(),
    /** Of the unfinished ones of a name, each key is there once. */
    key: text("key").notNull(),
    /** Those of one lane run one after the other, the oldest first. */
    lane: text("lane"),
    userId: userIdColumn().references(() => users.id),
    state: text("state").$type<ProcessState>().notNull(),
    /** What is to be done next, or was done last. */
    step: text("step").notNull(),
    /** 1, and one more with every time that staff lets it run again. */
    run: integer("run").notNull().default(1),
    /** In a row, of this step. */
    failures: integer("failures").notNull().default(0),
    /** Claims in a row that came to no end of any kind: such a step may kill its process. */
    claims: integer("claims").notNull().default(0),
    /** The input; `secret`: what was learnt and must not be read by everybody. Both are gone at the end. */
    sealed: text("sealed"),
    secret: text("secret"),
    /** The place that adopted values are sealed for, until they are sealed anew. */
    sealedAs: text("sealed_as"),
    keyId: text("key_id"),
    facts: jsonb("facts").$type<Record<string, unknown>>().notNull().default({}),
    wakeAt: instant("wake_at"),
    lease: uuid("lease"),
    /** Somebody wants it to look again, however long it meant to wait. */
    poked: boolean("poked").notNull().default(false),
    /** An operator keeps it from running. */
    held: boolean("held").notNull().default(false),
    cancelAskedAt: instant("cancel_asked_at"),
    /** Why it has stopped, or is being tried again. */
    errorCode: text("error_code"),
    /** A code or names of fields, for staff. */
    detail: text("detail"),
    startedAt: instant("started_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    finishedAt: instant("finished_at"),
  },
  (table) => [
    uniqueIndex("processes_key")
      .on(table.name, table.key)
      .where(sql`${table.finishedAt} is null`),
    index("processes_due")
      .on(table.wakeAt)
      .where(sql`${table.wakeAt} is not null`),
    index("processes_open")
      .on(table.name, table.state, table.updatedAt)
      .where(sql`${table.finishedAt} is null`),
    index("processes_lane")
      .on(table.lane, table.startedAt)
      .where(sql`${table.finishedAt} is null and ${table.lane} is not null`),
    index("processes_newest").on(table.name, table.key, table.startedAt),
    index("processes_user").on(table.userId),
    index("processes_sealed")
      .on(table.keyId)
      .where(sql`${table.sealed} is not null or ${table.secret} is not null`),
    index("processes_finished").on(table.finishedAt),
    check("processes_state", sql`${table.state} in ('running', 'waiting', 'parked', 'done', 'cancelled')`),
    check(
      "processes_finished_at",
      sql`(${table.state} in ('done', 'cancelled')) = (${table.finishedAt} is not null)`,
    ),
    check(
      "processes_wiped",
      sql`${table.finishedAt} is null or (${table.sealed} is null and ${table.secret} is null and ${table.lease} is null and ${table.wakeAt} is null)`,
    ),
    check("processes_leased", sql`${table.lease} is null or ${table.wakeAt} is not null`),
  ],
);

export type AttemptOutcome =
  | "done"
  | "already_done"
  /** Looked at again later: nothing has gone wrong. */
  | "waiting"
  /** Nobody knows whether it has happened. */
  | "unknown"
  /** Nothing has happened. */
  | "failed"
  | "warned";

/**
 * What was tried, written before it and completed after it: a row without an end was cut off, or is under way. `act` is a call that
 * must not be made twice; the row of its step has none.
 */
export const processAttempts = pgTable(
  "process_attempts",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    processId: uuid("process_id")
      .notNull()
      .references(() => processes.id, { onDelete: "cascade" }),
    userId: userIdColumn(),
    run: integer("run").notNull(),
    step: text("step").notNull(),
    act: text("act"),
    attempt: integer("attempt").notNull(),
    begunAt: instant("begun_at").notNull(),
    endedAt: instant("ended_at"),
    outcome: text("outcome").$type<AttemptOutcome>(),
    errorCode: text("error_code"),
    refs: jsonb("refs").$type<Refs>(),
    /** What an act yielded and must not be read by everybody, sealed; gone with the end of the process. */
    secret: text("secret"),
  },
  (table) => [
    index("process_attempts_act").on(table.processId, table.act, table.id),
    check("process_attempts_end", sql`(${table.endedAt} is null) = (${table.outcome} is null)`),
  ],
);
