import { addDays, isDay } from "../../dates.ts";
import type { InvoiceStatus } from "../../world/invoices.ts";
import type { Answer } from "../answer.ts";
import { found, inner, paged, typed } from "../answer.ts";
import { applyCredit, balanceOf, createInvoice, publish, recalculate, settle } from "../billing.ts";
import type { Action, Actions, Context } from "../context.ts";
import type { InvoiceRow, ItemRow } from "../database.ts";
import { INVOICE_STATUSES, invoicesOf, nextId } from "../database.ts";
import { currencyOf, decimal, parseDecimal } from "../money.ts";
import type { Params } from "../params.ts";
import { isTruthy } from "../php.ts";
import { Refusal } from "../refusal.ts";
import { toTransactionAnswer } from "./payments.ts";

type SortKey = "id" | "invoicenum" | "date" | "duedate" | "total" | "status";
const SORT_KEYS: Record<string, SortKey> = {
  id: "id",
  invoicenumber: "invoicenum",
  date: "date",
  duedate: "duedate",
  total: "total",
  status: "status",
};

function rate(percent: number): string {
  return percent.toFixed(3);
}

function toListRow({ db }: Context, invoice: InvoiceRow): Answer {
  const client = db.clients.get(invoice.userid);
  const currency = currencyOf(client?.currency ?? 1);
  return {
    id: invoice.id,
    userid: invoice.userid,
    firstname: typed(client?.firstname ?? ""),
    lastname: typed(client?.lastname ?? ""),
    companyname: typed(client?.companyname ?? ""),
    invoicenum: invoice.invoicenum,
    date: invoice.date,
    duedate: invoice.duedate,
    datepaid: invoice.datepaid,
    last_capture_attempt: invoice.last_capture_attempt,
    date_refunded: invoice.date_refunded,
    date_cancelled: invoice.date_cancelled,
    subtotal: decimal(invoice.subtotal),
    credit: decimal(invoice.credit),
    tax: decimal(invoice.tax),
    tax2: decimal(invoice.tax2),
    total: decimal(invoice.total),
    taxrate: rate(invoice.taxrate),
    taxrate2: rate(invoice.taxrate2),
    status: invoice.status,
    paymentmethod: invoice.paymentmethod,
    paymethodid: invoice.paymethodid,
    notes: typed(invoice.notes),
    created_at: invoice.created_at,
    updated_at: invoice.updated_at,
    currencycode: currency.code,
    currencyprefix: currency.prefix,
    currencysuffix: currency.suffix,
  };
}

const getInvoices: Action = (context, params) => {
  const { db, clock } = context;
  const clientId = params.id("userid");
  // Without a client every client's invoices come back (whmcs.md 5).
  let rows = clientId > 0 ? [...invoicesOf(db, clientId)] : [...db.invoices.values()];
  const status = params.text("status").toLowerCase();
  if (status === "overdue")
    rows = rows.filter((invoice) => invoice.status === "Unpaid" && invoice.duedate < clock.today());
  else if (status !== "") rows = rows.filter((invoice) => invoice.status.toLowerCase() === status);
  const key = SORT_KEYS[params.text("orderby").toLowerCase()] ?? "invoicenum";
  const direction = params.text("order").toLowerCase() === "desc" ? -1 : 1;
  rows.sort((a, b) => direction * (a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : a.id - b.id));
  const page = paged(rows, params.page());
  return {
    ...page.counters,
    invoices: found(
      "invoice",
      page.rows.map((invoice) => toListRow(context, invoice)),
    ),
  };
};

function requireInvoice({ db }: Context, params: Params): InvoiceRow {
  const invoice = db.invoices.get(params.id("invoiceid"));
  if (!invoice) throw new Refusal("Invoice ID Not Found");
  return invoice;
}

const getInvoice: Action = (context, params) => {
  const { db } = context;
  const invoice = requireInvoice(context, params);
  return {
    invoiceid: invoice.id,
    invoicenum: invoice.invoicenum,
    userid: invoice.userid,
    date: invoice.date,
    duedate: invoice.duedate,
    datepaid: invoice.datepaid,
    lastcaptureattempt: invoice.last_capture_attempt,
    subtotal: decimal(invoice.subtotal),
    credit: decimal(invoice.credit),
    tax: decimal(invoice.tax),
    tax2: decimal(invoice.tax2),
    total: decimal(invoice.total),
    balance: decimal(balanceOf(db, invoice)),
    taxrate: rate(invoice.taxrate),
    taxrate2: rate(invoice.taxrate2),
    status: invoice.status,
    paymentmethod: invoice.paymentmethod,
    notes: typed(invoice.notes),
    ccgateway: invoice.paymentmethod === "stripe",
    items: inner(
      "item",
      invoice.items.map((item) => ({
        id: item.id,
        type: item.type,
        relid: item.relid,
        description: typed(item.description),
        amount: decimal(item.amount),
        taxed: item.taxed ? 1 : 0,
      })),
    ),
    transactions: inner(
      "transaction",
      (db.transactionsOfInvoice.get(invoice.id) ?? []).map(toTransactionAnswer),
      { whenEmpty: "string" },
    ),
  };
};

const create: Action = (context, params) => {
  const { db, clock } = context;
  const client = db.clients.get(params.id("userid"));
  if (!client) throw new Refusal("Client ID Not Found");
  const draft = params.flag("draft") || params.text("status") === "Draft";
  if (draft && params.flag("sendinvoice"))
    throw new Refusal(
      "Cannot create and send a draft invoice in a single API request. Please create and send separately.",
    );
  const status = draft ? "Draft" : requireStatus(params.text("status") || "Unpaid");
  const items: Omit<ItemRow, "id">[] = [];
  for (let number = 1; params.given(`itemdescription${number}`); number += 1)
    items.push({
      type: "",
      relid: 0,
      description: params.text(`itemdescription${number}`),
      amount: parseDecimal(params.text(`itemamount${number}`)) ?? 0,
      taxed: params.flag(`itemtaxed${number}`),
    });
  const date = isDay(params.text("date")) ? params.text("date") : clock.today();
  const taxRate = params.text("taxrate") === "" ? {} : { taxRate: Number(params.text("taxrate")) || 0 };
  const gateway = params.text("paymentmethod") === "" ? {} : { paymentMethod: params.text("paymentmethod") };
  const invoice = createInvoice(context, {
    client,
    items,
    status,
    date,
    dueDate: isDay(params.text("duedate")) ? params.text("duedate") : addDays(date, 0),
    notes: params.text("notes"),
    source: "api",
    ...taxRate,
    ...gateway,
  });
  if (params.flag("autoapplycredit") && client.credit > 0 && invoice.status === "Unpaid" && invoice.total > 0)
    applyCredit(context, invoice, Math.min(client.credit, invoice.total));
  if (params.flag("sendinvoice"))
    db.emails.push({ at: clock.text(), template: "Invoice Created", subject: "", relatedId: invoice.id });
  return { invoiceid: String(invoice.id), status: invoice.status };
};

function requireStatus(text: string): InvoiceStatus {
  const status = INVOICE_STATUSES.find((candidate) => candidate === text);
  if (!status) throw new Refusal(`Invalid status ${text}`);
  return status;
}

const update: Action = (context, params) => {
  const { db, clock, hooks } = context;
  const invoice = requireInvoice(context, params);
  const publishing = params.flag("publish") || params.flag("publishandsendemail");
  if (publishing && invoice.status !== "Draft")
    throw new Refusal("Invoice must be in Draft status to be published");
  const status = params.text("status") === "" ? null : requireStatus(params.text("status"));
  const linesChanged = editLines(context, invoice, params);

  if (params.text("paymentmethod") !== "" && params.text("paymentmethod") !== invoice.paymentmethod) {
    invoice.paymentmethod = params.text("paymentmethod");
    hooks.emit("InvoiceChangeGateway", { invoiceid: invoice.id, paymentmethod: invoice.paymentmethod });
  }
  for (const key of ["date", "duedate"] as const)
    if (isDay(params.text(key))) invoice[key] = params.text(key);
  if (params.text("datepaid") !== "") invoice.datepaid = params.text("datepaid");
  if (params.given("notes")) invoice.notes = params.text("notes");
  const credit = parseDecimal(params.text("credit"));
  if (credit !== null) invoice.credit = credit;
  for (const key of ["taxrate", "taxrate2"] as const)
    if (params.text(key) !== "") invoice[key] = Number(params.text(key)) || 0;
  if (linesChanged || credit !== null || params.text("taxrate") !== "" || params.text("taxrate2") !== "")
    recalculate(db, invoice);
  invoice.updated_at = clock.text();

  if (publishing) publish(context, invoice, { status: "Unpaid", source: "api" });
  if (status && status !== invoice.status) changeStatus(context, invoice, status);
  return { invoiceid: params.text("invoiceid") };
};

function changeStatus(context: Context, invoice: InvoiceRow, status: InvoiceStatus): void {
  if (status === "Paid") return settle(context, invoice);
  invoice.status = status;
  if (status === "Cancelled") {
    invoice.date_cancelled = context.clock.text();
    context.hooks.emit("InvoiceCancelled", { invoiceid: invoice.id });
  }
  if (status === "Refunded") {
    invoice.date_refunded = context.clock.text();
    context.hooks.emit("InvoiceRefunded", { invoiceid: invoice.id });
  }
  if (status === "Unpaid") context.hooks.emit("InvoiceUnpaid", { invoiceid: invoice.id });
}

/** Changed, new and deleted lines; true when there were any. */
function editLines({ db }: Context, invoice: InvoiceRow, params: Params): boolean {
  const descriptions = params.texts("itemdescription");
  const amounts = params.texts("itemamount");
  const taxed = params.texts("itemtaxed");
  const keys = new Set([...descriptions.keys(), ...amounts.keys(), ...taxed.keys()]);
  for (const key of keys)
    if (!descriptions.has(key) || !amounts.has(key) || !taxed.has(key))
      throw new Refusal(
        "Missing Variables: itemdescription, itemamount and itemtaxed are required for each item being changed",
      );
  for (const key of keys) {
    const item = invoice.items.find((candidate) => String(candidate.id) === key);
    if (!item) continue;
    item.description = descriptions.get(key) ?? "";
    item.amount = parseDecimal(amounts.get(key) ?? "") ?? 0;
    item.taxed = isTruthy(taxed.get(key) ?? "");
  }
  const added = params.texts("newitemdescription");
  for (const [key, description] of added)
    invoice.items.push({
      id: nextId(db, "item"),
      type: "",
      relid: 0,
      description,
      amount: parseDecimal(params.texts("newitemamount").get(key) ?? "") ?? 0,
      taxed: isTruthy(params.texts("newitemtaxed").get(key) ?? ""),
    });
  const deleted = new Set(params.texts("deletelineids").values());
  if (deleted.size > 0) invoice.items = invoice.items.filter((item) => !deleted.has(String(item.id)));
  return keys.size > 0 || added.size > 0 || deleted.size > 0;
}

export const invoiceActions: Actions = {
  GetInvoices: getInvoices,
  GetInvoice: getInvoice,
  CreateInvoice: create,
  UpdateInvoice: update,
};
