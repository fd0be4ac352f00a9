import { isDay } from "../../dates.ts";
import type { Answer } from "../answer.ts";
import { found, typed } from "../answer.ts";
import { addCredit, addPayment, applyCredit, balanceOf, capture } from "../billing.ts";
import type { Action, Actions } from "../context.ts";
import type { TransactionRow } from "../database.ts";
import { decimal, parseDecimal } from "../money.ts";
import { Refusal, WarningOnly } from "../refusal.ts";

export function toTransactionAnswer(row: TransactionRow): Answer {
  return {
    id: String(row.id),
    userid: String(row.userid),
    currency: "0",
    gateway: row.gateway,
    date: row.date,
    description: typed(row.description),
    amountin: decimal(row.amountin),
    fees: decimal(row.fees),
    amountout: decimal(row.amountout),
    rate: "1.00000",
    transid: row.transid,
    invoiceid: String(row.invoiceid),
    refundid: String(row.refundid),
  };
}

const getTransactions: Action = ({ db }, params) => {
  const invoiceId = params.id("invoiceid");
  const clientId = params.id("clientid");
  const transactionId = params.text("transid");
  const source = invoiceId > 0 ? (db.transactionsOfInvoice.get(invoiceId) ?? []) : db.transactions;
  const rows = source.filter(
    (row) =>
      (clientId === 0 || row.userid === clientId) && (transactionId === "" || row.transid === transactionId),
  );
  return {
    totalresults: rows.length,
    startnumber: 0,
    numreturned: rows.length,
    transactions: found("transaction", rows.map(toTransactionAnswer), { whenEmpty: "object" }),
  };
};

const getCredits: Action = ({ db }, params) => {
  const clientId = params.id("clientid");
  if (!db.clients.has(clientId)) throw new Refusal("Client ID Not Found");
  const rows = db.credits.filter((credit) => credit.clientid === clientId);
  return {
    totalresults: rows.length,
    clientid: params.text("clientid"),
    credits: found(
      "credit",
      rows.map((credit) => ({
        id: String(credit.id),
        date: credit.date,
        description: typed(credit.description),
        amount: decimal(credit.amount),
        relid: String(credit.relid),
      })),
    ),
  };
};

const addCreditAction: Action = (context, params) => {
  const type = params.text("type") || "add";
  if (type !== "add" && type !== "remove") throw new Refusal("Type can only be add or remove");
  const client = context.db.clients.get(params.id("clientid"));
  if (!client) throw new Refusal("Client ID Not Found");
  if (params.text("adminid") !== "" && params.id("adminid") !== 1) throw new Refusal("Admin ID Not Found");
  if (params.text("amount") === "") throw new Refusal("No Amount Provided");
  const amount = parseDecimal(params.text("amount"));
  if (amount === null || amount < 0) throw new Refusal("Amount must be in decimal format: ### or ###.##");
  const date = params.text("date");
  if (date !== "" && !isDay(date)) throw new Refusal("Date Format is not Valid");
  addCredit(context, {
    clientId: client.id,
    amount: type === "add" ? amount : -amount,
    description: params.text("description"),
    date: date || context.clock.today(),
  });
  return { newbalance: decimal(client.credit) };
};

const applyCreditAction: Action = (context, params) => {
  const { db } = context;
  const invoice = db.invoices.get(params.id("invoiceid"));
  if (!invoice) throw new Refusal("Invoice ID Not Found");
  if (invoice.status !== "Unpaid") throw new Refusal("Invoice Not in Unpaid Status");
  const amount = parseDecimal(params.text("amount")) ?? 0;
  if (amount <= 0) throw new Refusal("Credit Amount to apply must be greater than zero");
  if (amount > (db.clients.get(invoice.userid)?.credit ?? 0))
    throw new Refusal("Amount exceeds customer credit balance");
  if (amount > balanceOf(db, invoice)) throw new Refusal("Amount Exceeds Invoice Balance");
  applyCredit(context, invoice, amount);
  // Applying credit may have paid it: read the row again, whose type was narrowed above.
  const paid = db.invoices.get(invoice.id)?.status === "Paid";
  return {
    invoiceid: params.text("invoiceid"),
    amount: decimal(amount),
    invoicepaid: paid ? "true" : "false",
  };
};

const capturePayment: Action = (context, params) => {
  const invoice = context.db.invoices.get(params.id("invoiceid"));
  if (!invoice || invoice.status !== "Unpaid") throw new Refusal("Invoice Not Found or Not Unpaid");
  const result = capture(context, invoice);
  if (result === "no_pay_method")
    throw new WarningOnly("Invalid or Missing Payment Information - Please Reload and Try Again");
  if (result === "declined") throw new Refusal("Payment Attempt Failed");
  return {};
};

const addInvoicePayment: Action = (context, params) => {
  const { db, clock } = context;
  const invoice = db.invoices.get(params.id("invoiceid"));
  if (!invoice) throw new Refusal("Invoice ID Not Found");
  if (invoice.status === "Cancelled")
    throw new Refusal("It is not possible to add a payment to an invoice that is Cancelled");
  const amount =
    params.text("amount") === "" ? balanceOf(db, invoice) : (parseDecimal(params.text("amount")) ?? 0);
  const date = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(params.text("date"))
    ? params.text("date")
    : clock.text();
  addPayment(context, invoice, {
    amount,
    gateway: params.text("gateway"),
    transactionId: params.text("transid"),
    date,
    fees: parseDecimal(params.text("fees")) ?? 0,
  });
  return {};
};

export const paymentActions: Actions = {
  GetTransactions: getTransactions,
  GetCredits: getCredits,
  AddCredit: addCreditAction,
  ApplyCredit: applyCreditAction,
  CapturePayment: capturePayment,
  AddInvoicePayment: addInvoicePayment,
};
