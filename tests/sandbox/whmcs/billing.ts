import type { InvoiceStatus } from "../world/invoices.ts";
import { DECLINING_CARDS } from "../world/pay-methods.ts";
import type { Context } from "./context.ts";
import type { ClientRow, Database, InvoiceRow, ItemRow, PayMethodRow } from "./database.ts";
import { addInvoiceRow, addTransactionRow, nextId, NO_TIME, payMethodsOf } from "./database.ts";
import { currencyOf, taxOn } from "./money.ts";
import { applyUpgrade } from "./upgrades.ts";
import { invoiceNumber } from "./seed.ts";

/** What is left to pay: total less payments plus refunds. */
export function balanceOf(db: Database, invoice: InvoiceRow): number {
  let balance = invoice.total;
  for (const transaction of db.transactionsOfInvoice.get(invoice.id) ?? [])
    balance += transaction.amountout - transaction.amountin;
  return balance;
}

export type NewInvoice = {
  client: ClientRow;
  items: Omit<ItemRow, "id">[];
  status?: InvoiceStatus;
  date?: string;
  dueDate?: string;
  paymentMethod?: string;
  taxRate?: number;
  notes?: string;
  /** `api`, `autogen` or `adminarea`. */
  source: string;
};

/** Makes an invoice, taxed once per rate, and tells the hooks. */
export function createInvoice(context: Context, input: NewInvoice): InvoiceRow {
  const { db, clock } = context;
  const date = input.date ?? clock.today();
  const invoice: InvoiceRow = {
    id: nextId(db, "invoice"),
    userid: input.client.id,
    invoicenum: "",
    date,
    duedate: input.dueDate ?? date,
    datepaid: NO_TIME,
    last_capture_attempt: NO_TIME,
    date_refunded: NO_TIME,
    date_cancelled: NO_TIME,
    subtotal: 0,
    credit: 0,
    tax: 0,
    tax2: 0,
    total: 0,
    taxrate: input.taxRate ?? (input.client.taxexempt ? 0 : 10),
    taxrate2: 0,
    status: "Draft",
    paymentmethod: input.paymentMethod ?? input.client.defaultgateway,
    paymethodid: null,
    notes: input.notes ?? "",
    created_at: clock.text(),
    updated_at: clock.text(),
    items: input.items.map((item) => ({ ...item, id: nextId(db, "item") })),
  };
  recalculate(db, invoice);
  addInvoiceRow(db, invoice);
  const status = input.status ?? "Unpaid";
  context.hooks.emit("InvoiceCreation", {
    source: input.source,
    user: "system",
    invoiceid: invoice.id,
    status,
  });
  if (status !== "Draft") publish(context, invoice, { status, source: input.source });
  return invoice;
}

export function publish(
  context: Context,
  invoice: InvoiceRow,
  change: { status: InvoiceStatus; source: string },
): void {
  invoice.status = change.status;
  if (change.status === "Paid") markPaid(context, invoice);
  context.hooks.emit("InvoiceCreated", {
    source: change.source,
    user: "system",
    invoiceid: invoice.id,
    status: change.status,
  });
}

/** Sums the lines again. Untouched invoices keep the figures they were made with. */
export function recalculate(db: Database, invoice: InvoiceRow): void {
  const currency = currencyOf(db.clients.get(invoice.userid)?.currency ?? 1);
  const sum = (items: readonly ItemRow[]): number => items.reduce((total, item) => total + item.amount, 0);
  const taxable = sum(invoice.items.filter((item) => item.taxed));
  invoice.subtotal = sum(invoice.items);
  invoice.tax = taxOn(taxable, invoice.taxrate, currency);
  invoice.tax2 = taxOn(taxable, invoice.taxrate2, currency);
  invoice.total = invoice.subtotal + invoice.tax + invoice.tax2 - invoice.credit;
}

export type Payment = { amount: number; gateway: string; transactionId: string; date: string; fees?: number };

/** Records money received; pays the invoice off when nothing is left, and credits what is too much to the client. */
export function addPayment(context: Context, invoice: InvoiceRow, payment: Payment): void {
  const { db, hooks } = context;
  addTransactionRow(db, {
    id: nextId(db, "transaction"),
    userid: invoice.userid,
    gateway: payment.gateway,
    date: payment.date,
    description: "Invoice Payment",
    amountin: payment.amount,
    fees: payment.fees ?? 0,
    amountout: 0,
    transid: payment.transactionId,
    invoiceid: invoice.id,
    refundid: 0,
  });
  invoice.updated_at = context.clock.text();
  hooks.emit("AddInvoicePayment", { invoiceid: invoice.id });
  const left = balanceOf(db, invoice);
  if (left > 0 || invoice.status === "Paid") return;
  if (left < 0)
    addCredit(context, {
      clientId: invoice.userid,
      amount: -left,
      description: `Overpayment of Invoice #${invoice.id}`,
    });
  settle(context, invoice);
}

/** Sets the status to Paid and lets everything that waits for it happen. */
export function settle(context: Context, invoice: InvoiceRow): void {
  invoice.status = "Paid";
  markPaid(context, invoice);
  context.hooks.emit("InvoicePaid", { invoiceid: invoice.id });
  for (const order of context.db.orders.values())
    if (order.invoiceid === invoice.id)
      context.hooks.emit("OrderPaid", { orderId: order.id, userId: order.userid, invoiceId: invoice.id });
  for (const upgrade of context.db.upgrades)
    if (upgrade.invoiceid === invoice.id) applyUpgrade(context, upgrade);
}

function markPaid(context: Context, invoice: InvoiceRow): void {
  invoice.datepaid = context.clock.text();
  invoice.updated_at = invoice.datepaid;
  invoice.invoicenum ||= invoiceNumber(invoice.id);
}

export function addCredit(
  context: Context,
  entry: { clientId: number; amount: number; description: string; date?: string; relid?: number },
): void {
  const client = context.db.clients.get(entry.clientId);
  if (!client) return;
  client.credit += entry.amount;
  context.db.credits.push({
    id: nextId(context.db, "credit"),
    clientid: client.id,
    date: entry.date ?? context.clock.today(),
    description: entry.description,
    amount: entry.amount,
    relid: entry.relid ?? 0,
  });
}

/** Lowers the invoice's total by credit of its client. The caller has checked both balances. */
export function applyCredit(context: Context, invoice: InvoiceRow, amount: number): void {
  addCredit(context, {
    clientId: invoice.userid,
    amount: -amount,
    description: `Credit Applied to Invoice #${invoice.id}`,
  });
  invoice.credit += amount;
  invoice.total -= amount;
  invoice.updated_at = context.clock.text();
  if (balanceOf(context.db, invoice) <= 0) settle(context, invoice);
}

export type CaptureResult = "captured" | "pending" | "declined" | "no_pay_method";

/** Charges the default card for what is left. An expired card and the test cards that decline are refused. */
export function capture(context: Context, invoice: InvoiceRow): CaptureResult {
  const { db, clock, shape } = context;
  // Bank transfer has nothing to charge.
  if (invoice.paymentmethod !== "stripe") return "declined";
  const method = payMethodsOf(db, invoice.userid).find((candidate) => candidate.gateway_name === "stripe");
  if (!method) return "no_pay_method";
  invoice.last_capture_attempt = clock.text();
  invoice.paymethodid = method.id;
  if (DECLINING_CARDS.has(method.card_last_four) || isExpired(method, clock.today())) return "declined";
  if (shape.capture === "pending") {
    invoice.status = "Payment Pending";
    invoice.updated_at = clock.text();
    return "pending";
  }
  const amount = balanceOf(db, invoice);
  const transaction = `pi_sandbox${invoice.id}_${db.lastId.transaction + 1}`;
  addPayment(context, invoice, {
    amount,
    gateway: "stripe",
    transactionId: transaction,
    date: clock.text(),
    fees: Math.floor((amount * 36) / 1_000),
  });
  return "captured";
}

/** A card is good to the last day of its month. */
export function isExpired(method: PayMethodRow, today: string): boolean {
  const [month, year] = method.expiry_date.split("/");
  if (!month || !year) return false;
  return `20${year}-${month}` < today.slice(0, 7);
}
