import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { CancellationStep } from "#domain/orders/cancellation-steps.ts";
import type { ServiceKind } from "#domain/catalog/schema.ts";
import type { LegalDocument } from "#domain/orders/legal-document.ts";
import type { ConfirmedLine, PlacementStep } from "#domain/orders/placement.ts";
import type { Language } from "#domain/shared/money.ts";
import type { AccountId, CaseId, OpportunityId, OrderId, PortalKey } from "#domain/shared/salesforce-ids.ts";
import { instant, userIdColumn } from "./columns.server.ts";
import { users } from "./users.server.ts";

/**
 * The record of what was confirmed, and of the order that came of it. The process `place-order` carries it into Salesforce. The keys
 * of what one makes are there before the first call, so that a repeat finds it (salesforce-wire.md 10).
 */
export const orderPlacements = pgTable(
  "order_placements",
  {
    id: uuid("id").primaryKey(),
    userId: userIdColumn()
      .notNull()
      .references(() => users.id),
    accountId: text("account_id").$type<AccountId>().notNull(),
    /** One cart is one order, however often it is sent. */
    checkoutId: uuid("checkout_id").notNull().unique(),
    kind: text("kind").$type<ServiceKind>().notNull(),
    language: text("language").$type<Language>().notNull(),
    /** As the billing system said; a company has no right of initial cancellation (JP-TB-13). */
    isCorporate: boolean("is_corporate").notNull().default(false),
    lines: jsonb("lines").$type<ConfirmedLine[]>().notNull(),
    /** In yen, tax included. */
    monthlyMinor: integer("monthly_minor").notNull(),
    onetimeMinor: integer("onetime_minor").notNull(),
    /** Which documents were read and confirmed: their files' SHA-256 in hex. */
    explanationSha256: text("explanation_sha256").notNull(),
    confirmationSha256: text("confirmation_sha256").notNull(),
    /** What the order is made of, the documents as they were shown, and who confirmed them when and from where; sealed. */
    details: text("details").notNull(),
    opportunityKey: text("opportunity_key").$type<PortalKey>().notNull(),
    orderKey: text("order_key").$type<PortalKey>().notNull(),
    /** Who carries it out, of `processes`; that row is deleted in its time. Null: an older release has begun it. */
    processId: uuid("process_id"),
    /** Of the older journal, as are `claimed_until` and `finished_at`: they keep an older release from touching it. */
    step: text("step").$type<PlacementStep>().notNull(),
    opportunityId: text("opportunity_id").$type<OpportunityId>(),
    orderId: text("order_id").$type<OrderId>().unique(),
    orderNumber: text("order_number"),
    /** Until when an operator lets it be cancelled, if that is later than the law does. */
    cancellableUntil: instant("cancellable_until"),
    createdAt: instant("created_at").notNull(),
    claimedUntil: instant("claimed_until"),
    /** Null while it is under way. Without an order: Salesforce did not take it, and it may be sent again. */
    finishedAt: instant("finished_at"),
  },
  (table) => [
    index("order_placements_user").on(table.userId),
    // The lock per account and kind: of all placements one at a time is unfinished.
    uniqueIndex("order_placements_open")
      .on(table.accountId, table.kind)
      .where(sql`${table.finishedAt} is null`),
    check("order_placements_kind", sql`${table.kind} in ('internet', 'sim', 'vpn')`),
    check(
      "order_placements_step",
      sql`${table.step} in ('contact', 'find', 'create', 'order', 'link', 'tell', 'done')`,
    ),
    check(
      "order_placements_placed",
      sql`${table.step} not in ('link', 'tell', 'done') or (${table.orderId} is not null and ${table.orderNumber} is not null)`,
    ),
  ],
);

/**
 * Contract documents, as they were delivered (JP-TB-6 to JP-TB-9). A trigger lets nobody change or delete one; only when it was told
 * of, first opened and received is written, each once.
 */
export const contractDocuments = pgTable(
  "contract_documents",
  {
    id: uuid("id").primaryKey(),
    userId: userIdColumn()
      .notNull()
      .references(() => users.id),
    orderId: text("order_id").$type<OrderId>().notNull(),
    /** Counted from 1: the newest is the one that counts (JP-TB-15). */
    issue: integer("issue").notNull().default(1),
    version: text("version").notNull(),
    language: text("language").$type<Language>().notNull(),
    /** What it says, for the page. */
    document: jsonb("document").$type<LegalDocument>().notNull(),
    /** The same as the whole file that was delivered, in HTML. */
    content: text("content").notNull(),
    /** Of the file, in hex. */
    sha256: text("sha256").notNull(),
    placedAt: instant("placed_at").notNull(),
    /** The mail that tells of it. */
    mailId: uuid("mail_id").notNull(),
    /** When the mail was accepted for delivery. */
    notifiedAt: instant("notified_at"),
    firstOpenedAt: instant("first_opened_at"),
    /** The earlier of the two: from it the days of the initial cancellation count. */
    receivedAt: instant("received_at"),
  },
  (table) => [
    unique("contract_documents_issue").on(table.orderId, table.issue),
    index("contract_documents_user").on(table.userId),
    index("contract_documents_mail").on(table.mailId),
    check("contract_documents_sha256", sql`${table.sha256} ~ '^[0-9a-f]{64}$'`),
  ],
);

/**
 * Initial cancellations: the moment one was received, written before anything else is done, which is the one that counts (JP-TB-12), and
 * the case by which staff was told. The process `cancel-initial-contract` tells them.
 */
export const initialCancellations = pgTable(
  "initial_cancellations",
  {
    id: uuid("id").primaryKey(),
    userId: userIdColumn()
      .notNull()
      .references(() => users.id),
    accountId: text("account_id").$type<AccountId>().notNull(),
    /** An order is cancelled once, however often it is sent. */
    orderId: text("order_id").$type<OrderId>().notNull().unique(),
    orderNumber: text("order_number").notNull(),
    kind: text("kind").$type<ServiceKind>().notNull(),
    sentAt: instant("sent_at").notNull(),
    /** The end of the window as it stood then; null: it had not begun. */
    endsAt: instant("ends_at"),
    caseKey: text("case_key").$type<PortalKey>().notNull(),
    /** Of the older journal, as is `finished_at`: done as soon as a process has it, so that an older release leaves it alone. */
    step: text("step").$type<CancellationStep>().notNull(),
    caseId: text("case_id").$type<CaseId>(),
    opportunityId: text("opportunity_id").$type<OpportunityId>(),
    finishedAt: instant("finished_at"),
  },
  (table) => [
    index("initial_cancellations_user").on(table.userId),
    check("initial_cancellations_in_time", sql`${table.endsAt} is null or ${table.sentAt} < ${table.endsAt}`),
    check("initial_cancellations_step", sql`${table.step} in ('case', 'opportunity', 'done')`),
  ],
);
