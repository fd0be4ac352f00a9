import { z } from "zod";
import { InvoiceIdSchema, ServiceIdSchema, WhmcsClientIdSchema, type InvoiceId } from "../shared/ids.ts";
import type { CurrencyCode } from "../shared/money.ts";
import { readRows, readRowsAs } from "../shared/whmcs-list.ts";
import {
  WireFault,
  noteLines,
  readWire,
  requireEcho,
  toMoney,
  wireBoolean,
  wireCurrency,
  wireDate,
  wireDecimal,
  wireId,
  wireInteger,
  wireOptionalId,
  wireOptionalNote,
  wireOptionalText,
  wireOptionalToken,
  wireProse,
  wireRate,
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

/** Dates may be missing: a row without a due day is shown without one. What nobody needs cannot spoil a row. */
const InvoiceRowWire = z.object({
  id: wireId(InvoiceIdSchema),
  invoicenum: wireOptionalText,
  date: wireDate,
  duedate: wireDate,
  datepaid: wireDate.catch(null),
  total: wireDecimal,
  tax: wireDecimal.optional().catch(undefined),
  tax2: wireDecimal.optional().catch(undefined),
  currencycode: wireCurrency,
});
const StatusWire = z.object({ status: wireToken });

export const INVOICE_LIST = { plural: "invoices", singular: "invoice" } as const;

/**
 * One row of GetInvoices. Null for a draft. The row's own currency wins over `currency`; without either the amount cannot
 * be read. Throws WireFault.
 */
export function toInvoiceSummary(
  row: Answer,
  { currency, onUnknown }: { currency?: CurrencyCode | undefined; onUnknown: OnUnknown },
): InvoiceSummary | null {
  const status = toInvoiceStatus(readWire(StatusWire, row).status, onUnknown);
  if (status === null) return null;
  const wire = readWire(InvoiceRowWire, row);
  const code = wire.currencycode ?? currency;
  if (code === undefined) throw new WireFault("currencycode", "missing");
  return {
    id: wire.id,
    number: wire.invoicenum || String(wire.id),
    status,
    issuedOn: wire.date,
    dueOn: wire.duedate,
    paidOn: wire.datepaid,
    total: toMoney(wire.total, code, "total"),
    hasTax: hasTax([wire.tax, wire.tax2]),
  };
}

/** Any amount but zero, a negative one too; null where the row does not tell. */
function hasTax(taxes: readonly (string | number | undefined)[]): boolean | null {
  if (taxes.some((tax) => tax !== undefined && Number(tax) !== 0)) return true;
  return taxes[0] === undefined ? null : false;
}

/** Of a row that cannot be read: what the customer calls it, and whether nothing can be due on it any more. */
export function aboutUnreadableInvoice(row: Answer): { number: string | null; isClosed: boolean } {
  const number = wireOptionalText.parse(row["invoicenum"]) || wireOptionalText.parse(row["id"]);
  const status = toInvoiceStatus(wireOptionalToken.parse(row["status"]), () => {});
  return {
    number: number || null,
    isClosed: status === "paid" || status === "cancelled" || status === "refunded",
  };
}

/** Whether the admin notes of a row or of a GetInvoice answer hold our reference as a line of its own (whmcs.md 1.7). */
export function invoiceNotesHold(row: Answer, reference: string): boolean {
  return noteLines(readWire(z.object({ notes: wireToken.optional() }), row).notes ?? "").includes(reference);
}

const InvoiceWire = z.object({
  invoiceid: wireId(InvoiceIdSchema),
  userid: wireId(WhmcsClientIdSchema),
  invoicenum: wireOptionalText,
  date: wireDate,
  duedate: wireDate,
  datepaid: wireDate.catch(null),
  subtotal: wireDecimal,
  credit: wireDecimal,
  tax: wireDecimal,
  tax2: wireDecimal.default("0"),
  total: wireDecimal,
  balance: wireDecimal,
  taxrate: wireRate,
  taxrate2: wireRate.default("0"),
  status: wireToken,
  paymentmethod: wireOptionalToken,
  ccgateway: wireBoolean.catch(false),
});

const LineWire = z.object({
  type: wireOptionalToken,
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
  {
    currency,
    currencyId,
    onUnknown,
  }: { currency: CurrencyCode; currencyId?: number | null | undefined; onUnknown: OnUnknown },
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
    hasTax: money("tax").minor !== 0 || money("tax2").minor !== 0,
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
    transactions: readRows(answer, TRANSACTION_LIST).map((row) =>
      toTransaction(row, { currency, currencyId, clientId: wire.userid }),
    ),
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
    serviceId: line.type.toLowerCase() === "hosting" ? line.relid : null,
  };
}

const TransactionWire = z.object({
  id: wireInteger,
  userid: wireInteger.optional(),
  currency: wireInteger.optional().catch(undefined),
  gateway: wireOptionalToken,
  date: wireDate,
  description: wireOptionalNote,
  amountin: wireDecimal,
  amountout: wireDecimal,
  transid: wireOptionalToken,
  invoiceid: wireOptionalId(InvoiceIdSchema),
});

export const TRANSACTION_LIST = { plural: "transactions", singular: "transaction" } as const;

/**
 * A row of GetTransactions, or of the transactions in a GetInvoice answer. `currency` is the client's, in which a row counts
 * that names none; `currencyId` its number, where it is known. Fees are the operator's affair and are left behind. Throws
 * WireFault, also for somebody else's row and one in another currency.
 */
export function toTransaction(
  row: Answer,
  {
    currency,
    clientId,
    currencyId,
  }: { currency: CurrencyCode; clientId: number; currencyId?: number | null | undefined },
): Transaction {
  const wire = readWire(TransactionWire, row);
  if (wire.userid !== undefined && wire.userid !== 0 && wire.userid !== clientId)
    throw new WireFault("userid", "another client");
  if (wire.currency && currencyId && wire.currency !== currencyId)
    throw new WireFault("currency", "another currency");
  const net =
    toMoney(wire.amountin, currency, "amountin").minor - toMoney(wire.amountout, currency, "amountout").minor;
  return {
    id: wire.id,
    invoiceId: wire.invoiceid,
    date: wire.date,
    gateway: wire.gateway,
    description: wire.description,
    reference: wire.transid,
    direction: net < 0 ? "out" : "in",
    amount: { currency, minor: Math.abs(net) },
  };
}

const CreditWire = z.object({
  id: wireInteger,
  date: wireDate,
  description: wireOptionalNote,
  amount: wireDecimal,
  relid: wireOptionalId(InvoiceIdSchema).catch(null),
});

export const CREDIT_LIST = { plural: "credits", singular: "credit" } as const;

/** A row of GetCredits. Throws WireFault. */
export function toCredit(row: Answer, currency: CurrencyCode): CreditEntry {
  const { relid, ...wire } = readWire(CreditWire, row);
  return { ...wire, invoiceId: relid, amount: toMoney(wire.amount, currency, "amount") };
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

const CreatedInvoiceWire = z.object({ invoiceid: wireId(InvoiceIdSchema) });

export function toCreatedInvoiceId(answer: Answer) {
  return readWire(CreatedInvoiceWire, answer).invoiceid;
}

const AppliedCreditWire = z.object({
  amount: wireDecimal,
  invoicepaid: wireBoolean,
});

/** An ApplyCredit answer; `invoicepaid` is text there. Throws WireFault when it is about another invoice. */
export function toAppliedCredit(
  answer: Answer,
  { invoiceId, currency }: { invoiceId: InvoiceId; currency: CurrencyCode },
) {
  const wire = readWire(AppliedCreditWire, answer);
  requireEcho(answer, "invoiceid", invoiceId);
  return { amount: toMoney(wire.amount, currency, "amount"), invoicePaid: wire.invoicepaid };
}

/** `newbalance` of AddCredit. */
export function toCreditBalance(answer: Answer, currency: CurrencyCode) {
  return toMoney(readWire(z.object({ newbalance: wireDecimal }), answer).newbalance, currency, "newbalance");
}

/** Whether a row of GetTransactions carries this reference. Throws WireFault for one that does not say. */
export function transactionHolds(row: Answer, reference: string): boolean {
  return readWire(z.object({ transid: wireToken }), row).transid === reference;
}
