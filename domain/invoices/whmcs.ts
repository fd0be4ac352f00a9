import { z } from "zod";
import { InvoiceIdSchema, ServiceIdSchema, WhmcsClientIdSchema } from "../shared/ids.ts";
import { CurrencyCodeSchema, type CurrencyCode } from "../shared/money.ts";
import { readRows, readRowsAs } from "../shared/whmcs-list.ts";
import {
  WireFault,
  readWire,
  toMoney,
  wireBoolean,
  wireDate,
  wireDecimal,
  wireId,
  wireInteger,
  wireOptionalId,
  wireProse,
  wireRate,
  wireText,
  wireToken,
  type OnUnknown,
} from "../shared/whmcs-wire.ts";
import type {
  CreditEntry,
  Invoice,
  InvoiceCounts,
  InvoiceLine,
  InvoiceStatus,
  InvoiceSummary,
  Transaction,
} from "./schema.ts";

type Answer = Record<string, unknown>;

/** Null for Draft: a draft is the operator's paper and does not exist for customers (whmcs.md 5). */
function toInvoiceStatus(stored: string, onUnknown: OnUnknown): InvoiceStatus | null {
  switch (stored.trim().toLowerCase()) {
    case "draft":
      return null;
    case "unpaid":
      return "unpaid";
    case "paid":
      return "paid";
    case "cancelled":
      return "cancelled";
    case "refunded":
      return "refunded";
    case "collections":
      return "collections";
    case "payment pending":
      return "payment_pending";
    default:
      onUnknown("status", stored);
      return "unknown";
  }
}

const InvoiceRowWire = z.object({
  id: wireId(InvoiceIdSchema),
  userid: wireId(WhmcsClientIdSchema),
  invoicenum: wireText.optional(),
  date: wireDate,
  duedate: wireDate,
  datepaid: wireDate,
  total: wireDecimal,
  tax: wireDecimal.default("0"),
  tax2: wireDecimal.default("0"),
  status: wireToken,
  currencycode: z.string().optional(),
  notes: wireToken.optional(),
});
export type InvoiceRow = z.output<typeof InvoiceRowWire>;

export const INVOICE_LIST = { plural: "invoices", singular: "invoice" } as const;

/** The rows of a GetInvoices page as sent, drafts among them: paging counts rows, not results. */
export function readInvoiceRows(answer: Answer): InvoiceRow[] {
  return readRowsAs(answer, INVOICE_LIST, InvoiceRowWire);
}

/**
 * One row of GetInvoices. Null for a draft. The row's own currency wins over `currency`; without either the amount cannot
 * be read and a WireFault is thrown.
 */
export function toInvoiceSummary(
  row: InvoiceRow,
  { currency, onUnknown }: { currency?: CurrencyCode; onUnknown: OnUnknown },
): InvoiceSummary | null {
  const status = toInvoiceStatus(row.status, onUnknown);
  if (status === null) return null;
  const code = row.currencycode ? readWire(CurrencyCodeSchema, row.currencycode, "currencycode") : currency;
  if (code === undefined) throw new WireFault("currencycode", "missing");
  return {
    id: row.id,
    number: row.invoicenum || String(row.id),
    status,
    issuedOn: row.date,
    dueOn: row.duedate,
    paidOn: row.datepaid,
    total: toMoney(row.total, code, "total"),
    hasTax: toMoney(row.tax, code, "tax").minor + toMoney(row.tax2, code, "tax2").minor > 0,
  };
}

const InvoiceWire = z.object({
  invoiceid: wireId(InvoiceIdSchema),
  userid: wireId(WhmcsClientIdSchema),
  invoicenum: wireText.optional(),
  date: wireDate,
  duedate: wireDate,
  datepaid: wireDate,
  subtotal: wireDecimal,
  credit: wireDecimal,
  tax: wireDecimal,
  tax2: wireDecimal,
  total: wireDecimal,
  balance: wireDecimal,
  taxrate: wireRate,
  taxrate2: wireRate,
  status: wireToken,
  paymentmethod: wireToken,
  ccgateway: wireBoolean,
});

const LineWire = z.object({
  type: wireToken.optional(),
  relid: wireOptionalId(ServiceIdSchema).catch(null),
  description: wireProse,
  amount: wireDecimal,
  taxed: wireBoolean,
});

/** Who owns the invoice of a GetInvoice answer: any invoice of any client is answered, so this decides first. */
export function readInvoiceOwner(answer: Answer): { clientId: number; invoiceId: number } {
  const owner = readWire(InvoiceWire.pick({ invoiceid: true, userid: true }), answer);
  return { clientId: owner.userid, invoiceId: owner.invoiceid };
}

/** A GetInvoice answer. Null for a draft. It names no currency: `currency` is the client's. */
export function toInvoice(
  answer: Answer,
  { currency, onUnknown }: { currency: CurrencyCode; onUnknown: OnUnknown },
): Invoice | null {
  const wire = readWire(InvoiceWire, answer);
  const status = toInvoiceStatus(wire.status, onUnknown);
  if (status === null) return null;
  const money = (field: "subtotal" | "credit" | "tax" | "tax2" | "total" | "balance") =>
    toMoney(wire[field], currency, field);
  return {
    id: wire.invoiceid,
    number: wire.invoicenum || String(wire.invoiceid),
    status,
    issuedOn: wire.date,
    dueOn: wire.duedate,
    paidOn: wire.datepaid,
    total: money("total"),
    hasTax: money("tax").minor + money("tax2").minor > 0,
    subtotal: money("subtotal"),
    credit: money("credit"),
    tax: money("tax"),
    tax2: money("tax2"),
    taxRate: wire.taxrate,
    taxRate2: wire.taxrate2,
    balance: money("balance"),
    gateway: wire.paymentmethod,
    capturable: wire.ccgateway,
    lines: readRowsAs(answer, { plural: "items", singular: "item" }, LineWire).map((line, index) =>
      toLine(line, { currency, at: `items.item.${index}` }),
    ),
    transactions: toTransactions(answer, { currency }),
  };
}

function toLine(
  line: z.output<typeof LineWire>,
  { currency, at }: { currency: CurrencyCode; at: string },
): InvoiceLine {
  return {
    description: line.description,
    amount: toMoney(line.amount, currency, `${at}.amount`),
    taxed: line.taxed,
    // `relid` is a service only for this type; for others it counts in another table (whmcs.md 5).
    serviceId: line.type?.toLowerCase() === "hosting" ? line.relid : null,
  };
}

const TransactionWire = z.object({
  id: wireInteger,
  userid: wireInteger,
  gateway: wireToken,
  date: wireDate,
  description: wireText,
  amountin: wireDecimal,
  amountout: wireDecimal,
  transid: wireToken,
  invoiceid: wireOptionalId(InvoiceIdSchema),
});

/**
 * The rows of `transactions.transaction`, in GetTransactions and in GetInvoice. With `clientId` every row must be that
 * client's. Fees are the operator's affair and are left behind.
 */
export function toTransactions(
  answer: Answer,
  { currency, clientId }: { currency: CurrencyCode; clientId?: number },
): Transaction[] {
  const path = { plural: "transactions", singular: "transaction" };
  return readRowsAs(answer, path, TransactionWire).map((row, index) => {
    const at = `transactions.transaction.${index}`;
    if (clientId !== undefined && row.userid !== clientId)
      throw new WireFault(`${at}.userid`, "another client");
    const net =
      toMoney(row.amountin, currency, `${at}.amountin`).minor -
      toMoney(row.amountout, currency, `${at}.amountout`).minor;
    return {
      id: row.id,
      invoiceId: row.invoiceid,
      date: row.date,
      gateway: row.gateway,
      description: row.description,
      reference: row.transid,
      direction: net < 0 ? "out" : "in",
      amount: { currency, minor: Math.abs(net) },
    };
  });
}

const CreditWire = z.object({ id: wireInteger, date: wireDate, description: wireText, amount: wireDecimal });

/** The rows of GetCredits, nested or with bracketed keys. */
export function toCredits(answer: Answer, currency: CurrencyCode): CreditEntry[] {
  return readRowsAs(answer, { plural: "credits", singular: "credit" }, CreditWire).map((row, index) => ({
    id: row.id,
    date: row.date,
    description: row.description,
    amount: toMoney(row.amount, currency, `credits.credit.${index}.amount`),
  }));
}

const CountsWire = z.object({
  numdueinvoices: wireInteger,
  numunpaidinvoices: wireInteger,
  numoverdueinvoices: wireInteger,
  numpaidinvoices: wireInteger,
  numcancelledinvoices: wireInteger,
  numrefundedinvoices: wireInteger,
  numcollectionsinvoices: wireInteger,
  numpaymentpendinginvoices: wireInteger,
});

/** `stats` of GetClientsDetails. Only counts: its amounts are display text and are never parsed (whmcs.md 2). */
export function toInvoiceCounts(answer: Answer): InvoiceCounts {
  const stats = readWire(CountsWire, answer["stats"], "stats");
  return {
    due: stats.numdueinvoices,
    unpaid: stats.numunpaidinvoices,
    overdue: stats.numoverdueinvoices,
    paid: stats.numpaidinvoices,
    cancelled: stats.numcancelledinvoices,
    refunded: stats.numrefundedinvoices,
    collections: stats.numcollectionsinvoices,
    paymentPending: stats.numpaymentpendinginvoices,
  };
}

/** Whether admin notes hold our reference as a line of its own (whmcs.md 1.7); the notes themselves go nowhere. */
export function notesHold(notes: string | undefined, reference: string): boolean {
  return (notes ?? "").split(/\r?\n/).some((line) => line.trim() === reference);
}

/** Whether the notes of a GetInvoice answer hold our reference. */
export function invoiceNotesHold(answer: Answer, reference: string): boolean {
  return notesHold(readWire(z.object({ notes: wireToken.optional() }), answer).notes, reference);
}

const CreatedInvoiceWire = z.object({ invoiceid: wireId(InvoiceIdSchema) });

export function toCreatedInvoiceId(answer: Answer) {
  return readWire(CreatedInvoiceWire, answer).invoiceid;
}

const AppliedCreditWire = z.object({ amount: wireDecimal, invoicepaid: wireBoolean });

/** An ApplyCredit answer; `invoicepaid` is text there. */
export function toAppliedCredit(answer: Answer, currency: CurrencyCode) {
  const wire = readWire(AppliedCreditWire, answer);
  return { amount: toMoney(wire.amount, currency, "amount"), invoicePaid: wire.invoicepaid };
}

/** `newbalance` of AddCredit. */
export function toCreditBalance(answer: Answer, currency: CurrencyCode) {
  return toMoney(readWire(z.object({ newbalance: wireDecimal }), answer).newbalance, currency, "newbalance");
}

/** Whether any transaction of a GetTransactions answer carries this reference. */
export function hasTransaction(answer: Answer, reference: string): boolean {
  const wire = z.object({ transid: wireToken });
  return readRows(answer, { plural: "transactions", singular: "transaction" }).some(
    (row) => readWire(wire, row, "transactions.transaction").transid === reference,
  );
}
