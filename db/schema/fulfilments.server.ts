import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { ServiceKind } from "#domain/catalog/schema.ts";
import type { FulfilmentState, FulfilmentStep } from "#domain/orders/fulfilment.ts";
import type { FulfilmentError } from "#domain/orders/schema.ts";
import type { BillingOrderId } from "#domain/shared/ids.ts";
import type { AccountId, OrderId } from "#domain/shared/salesforce-ids.ts";
import { instant, userIdColumn } from "./columns.server.ts";
import { users } from "./users.server.ts";

/**
 * The journal of carrying orders out of the release before: one row per order, from its approval on. Its runs become processes; the
 * tables go with the release after the last one of them has ended.
 */
export const fulfilments = pgTable(
  "fulfilments",
  {
    orderId: text("order_id").$type<OrderId>().primaryKey(),
    /** Null until the order has been read, and for an order of nobody's login. */
    userId: userIdColumn().references(() => users.id),
    accountId: text("account_id").$type<AccountId>(),
    kind: text("kind").$type<ServiceKind>(),
    /** What is to be done next, or was done last. */
    step: text("step").$type<FulfilmentStep>().notNull(),
    state: text("state").$type<FulfilmentState>().notNull(),
    /** 1, and one more with every time that staff lets it run again. */
    run: integer("run").notNull().default(1),
    /** In a row, of this step. */
    failures: integer("failures").notNull().default(0),
    /** Why it has stopped, or is being tried again. */
    errorCode: text("error_code").$type<FulfilmentError>(),
    /** A SKU, a code or names of fields, for staff. */
    detail: text("detail"),
    /** An operator keeps it from running. */
    isHeld: boolean("is_held").notNull().default(false),
    /** The new line's number, sealed, until the customer system has it. */
    sealedNumber: text("sealed_number"),
    billingOrderId: integer("billing_order_id").$type<BillingOrderId>(),
    /** Since when the line has not been open. */
    waitingSince: instant("waiting_since"),
    scheduledFor: instant("scheduled_for"),
    leaseToken: uuid("lease_token"),
    leasedUntil: instant("leased_until"),
    /** When its run became a process. */
    adoptedAt: instant("adopted_at"),
    startedAt: instant("started_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    finishedAt: instant("finished_at"),
  },
  (table) => [
    index("fulfilments_user").on(table.userId),
    index("fulfilments_to_adopt")
      .on(table.orderId)
      .where(sql`${table.adoptedAt} is null`),
    index("fulfilments_open")
      .on(table.updatedAt)
      .where(sql`${table.state} <> 'done'`),
    check("fulfilments_state", sql`${table.state} in ('running', 'waiting', 'parked', 'done')`),
    check("fulfilments_done", sql`(${table.state} = 'done') = (${table.finishedAt} is not null)`),
  ],
);

export type StepOutcome =
  | "done"
  | "already_done"
  /** Asked again later: nothing has gone wrong. */
  | "waiting"
  /** Nobody knows whether it has happened. */
  | "unknown"
  /** Nothing has happened. */
  | "failed"
  | "warned";

/** Ids that the step has learnt or used. */
export type StepRefs = Record<string, string | number>;

/**
 * What was tried, written before the call and completed after it: a row without an end is a call that was cut off. `act` is a call
 * that must not be made twice; the row of its step has none.
 */
export const fulfilmentSteps = pgTable(
  "fulfilment_steps",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    orderId: text("order_id")
      .$type<OrderId>()
      .notNull()
      .references(() => fulfilments.orderId, { onDelete: "cascade" }),
    userId: userIdColumn(),
    run: integer("run").notNull(),
    step: text("step").$type<FulfilmentStep>().notNull(),
    act: text("act"),
    attempt: integer("attempt").notNull(),
    begunAt: instant("begun_at").notNull(),
    endedAt: instant("ended_at"),
    outcome: text("outcome").$type<StepOutcome>(),
    errorCode: text("error_code").$type<FulfilmentError>(),
    refs: jsonb("refs").$type<StepRefs>().notNull().default({}),
  },
  (table) => [
    index("fulfilment_steps_order").on(table.orderId, table.id),
    check("fulfilment_steps_end", sql`(${table.endedAt} is null) = (${table.outcome} is null)`),
  ],
);
