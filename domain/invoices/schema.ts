import { z } from "zod";
import { CalendarDateSchema } from "../shared/dates.ts";
import { InvoiceIdSchema, ServiceIdSchema } from "../shared/ids.ts";
import { MoneySchema } from "../shared/money.ts";

/** Stored statuses of the billing system. `Overdue` is not one of them: it is derived, see rules.ts. Drafts never leave the adapter. */
export const InvoiceStatusSchema = z.enum([
  "unpaid",
  "paid",
  "cancelled",
  "refunded",
  "collections",
  "payment_pending",
  "unknown",
]);
export type InvoiceStatus = z.infer<typeof InvoiceStatusSchema>;

/** One row of the invoice list. It has no lines and no balance: the list call does not tell them. */
export const InvoiceSummarySchema = z.object({
  id: InvoiceIdSchema,
  /** What the customer quotes: the sequential number, or the id where the billing system gave none. */
  number: z.string(),
  status: InvoiceStatusSchema,
  issuedOn: CalendarDateSchema.nullable(),
  dueOn: CalendarDateSchema.nullable(),
  paidOn: CalendarDateSchema.nullable(),
  /** After credit, with tax. What is still due is not here: `Invoice.balance`. */
  total: MoneySchema,
  /** Whether `total` contains tax; null where the row does not tell. */
  hasTax: z.boolean().nullable(),
});
export type InvoiceSummary = z.infer<typeof InvoiceSummarySchema>;

/** An invoice of the list that cannot be read, among the others that can. */
export type UnreadableInvoice = {
  id: number | null;
  /** What the customer calls it; null where that much cannot be read either. */
  number: string | null;
  /** Nothing can be due on it: paid, cancelled or refunded. */
  isClosed: boolean;
};

/** The invoice list as far as it can be read. */
export type InvoiceListing = { rows: InvoiceSummary[]; unreadable: UnreadableInvoice[] };

export const InvoiceLineSchema = z.object({
  description: z.string(),
  /** As the billing system states it: without tax where prices are exclusive. */
  amount: MoneySchema,
  taxed: z.boolean(),
  /** Set for lines of a service (type Hosting). */
  serviceId: ServiceIdSchema.nullable(),
});
export type InvoiceLine = z.infer<typeof InvoiceLineSchema>;

/** Money that moved: a payment (`in`), or a refund (`out`). */
export const TransactionSchema = z.object({
  id: z.int(),
  invoiceId: InvoiceIdSchema.nullable(),
  /** Calendar day in the billing system's zone. */
  date: CalendarDateSchema.nullable(),
  gateway: z.string(),
  description: z.string(),
  reference: z.string(),
  direction: z.enum(["in", "out"]),
  amount: MoneySchema,
});
export type Transaction = z.infer<typeof TransactionSchema>;

export const InvoiceSchema = InvoiceSummarySchema.extend({
  subtotal: MoneySchema,
  credit: MoneySchema,
  tax: MoneySchema,
  /** Second tax level; zero in Japan. */
  tax2: MoneySchema,
  /** Percent as decimal text without trailing zeros, "10"; "0" when no tax applies. */
  taxRate: z.string(),
  taxRate2: z.string(),
  /** What is left to pay, by the billing system's own count. */
  balance: MoneySchema,
  /** System name of the gateway ("stripe"). */
  gateway: z.string(),
  /** Whether the billing system can charge a stored card for it. */
  capturable: z.boolean(),
  lines: z.array(InvoiceLineSchema),
  transactions: z.array(TransactionSchema),
});
export type Invoice = z.infer<typeof InvoiceSchema>;

/** One row of the client's credit ledger; negative when spent. */
export const CreditEntrySchema = z.object({
  id: z.int(),
  date: CalendarDateSchema.nullable(),
  description: z.string(),
  amount: MoneySchema,
  /** The invoice it came from or went to; null where the ledger does not tell. */
  invoiceId: InvoiceIdSchema.nullable(),
});
export type CreditEntry = z.infer<typeof CreditEntrySchema>;

/** How many invoices of each kind a client has, as the billing system counts them; `overdue` ones are among the `unpaid`. */
export const InvoiceCountsSchema = z.object({
  due: z.int().nonnegative(),
  unpaid: z.int().nonnegative(),
  overdue: z.int().nonnegative(),
  paid: z.int().nonnegative(),
  cancelled: z.int().nonnegative(),
  refunded: z.int().nonnegative(),
  collections: z.int().nonnegative(),
  paymentPending: z.int().nonnegative(),
});
export type InvoiceCounts = z.infer<typeof InvoiceCountsSchema>;
