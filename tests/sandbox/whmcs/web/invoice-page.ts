import { escapeHtml } from "../../html.ts";
import type { Reply } from "../../http.ts";
import { redirectReply } from "../../http.ts";
import { balanceOf, capture } from "../billing.ts";
import type { InvoiceRow } from "../database.ts";
import { gatewayName, payMethodsOf } from "../database.ts";
import { currencyOf, displayMoney } from "../money.ts";
import { clientPage, nameOf, table } from "./layout.ts";
import type { Visit } from "./visit.ts";

const MAX_DESCRIPTION = 2_000;
const NOTICES: Record<string, string> = {
  captured: "Thank you, the payment was received.",
  pending: "The payment was handed to the bank and is being processed.",
  declined: "The payment was declined. Choose another payment method and try again.",
  no_pay_method: "There is no payment method to charge. Add one first.",
};

/** The invoice of this client, or null; drafts are for administrators only. */
export function ownInvoice(visit: Visit): InvoiceRow | null {
  const invoice = visit.context.db.invoices.get(Number(visit.query.get("id")));
  return invoice && invoice.userid === visit.client.id && invoice.status !== "Draft" ? invoice : null;
}

export function isPayable(invoice: InvoiceRow): boolean {
  return invoice.status === "Unpaid" || invoice.status === "Collections";
}

export function invoicePage(visit: Visit): Reply | null {
  const invoice = ownInvoice(visit);
  if (!invoice) return null;
  const { db } = visit.context;
  const currency = currencyOf(visit.client.currency);
  const show = (amount: number): string => escapeHtml(displayMoney(amount, currency));
  const lines = invoice.items.map((item) => [
    escapeHtml(cut(item.description)).replace(/\r?\n/g, "<br>"),
    show(item.amount),
  ]);
  const totals = [
    ["Subtotal", show(invoice.subtotal)],
    [`Tax ${invoice.taxrate} %`, show(invoice.tax)],
    ["Credit", show(0 - invoice.credit)],
    ["<strong>Total</strong>", `<strong>${show(invoice.total)}</strong>`],
    ["Balance", show(balanceOf(db, invoice))],
  ];
  const payments = (db.transactionsOfInvoice.get(invoice.id) ?? []).map((row) => [
    row.date,
    escapeHtml(gatewayName(row.gateway)),
    escapeHtml(row.transid),
    show(row.amountin - row.amountout),
  ]);
  const notice = NOTICES[visit.query.get("result") ?? ""];
  const body = [
    notice ? `<p class="note" role="status">${notice}</p>` : "",
    `<p>Status: <strong>${invoice.status}</strong><br>Issued to ${escapeHtml(nameOf(visit.client))}<br>Dated ${invoice.date}, due ${invoice.duedate}</p>`,
    table(["Description", "Amount"], [...lines, ...totals]),
    isPayable(invoice) ? payForm(visit, invoice) : "",
    payments.length > 0
      ? `<h2>Payments</h2>${table(["Date", "Gateway", "Transaction", "Amount"], payments)}`
      : "",
    `<p><a href="/dl.php?type=i&amp;id=${invoice.id}">Download PDF</a></p>`,
  ].join("\n");
  return clientPage(visit, {
    title: `Invoice ${invoice.invoicenum || invoice.id}`,
    back: "/account/billing/invoices",
    body,
  });
}

function cut(text: string): string {
  return text.length > MAX_DESCRIPTION
    ? `${text.slice(0, MAX_DESCRIPTION)}… (${text.length} characters)`
    : text;
}

function payForm(visit: Visit, invoice: InvoiceRow): string {
  if (invoice.paymentmethod !== "stripe")
    return "<p>Pay by bank transfer to Sample Bank, ordinary account 0000000, with the invoice number as reference.</p>";
  const card = payMethodsOf(visit.context.db, visit.client.id).find(
    (method) => method.gateway_name === "stripe",
  );
  if (!card) return '<p>No card is stored. <a href="/account/paymentmethods">Add one</a> to pay.</p>';
  return `<form method="post" action="/viewinvoice.php?id=${invoice.id}"><button>Pay with ${escapeHtml(`${card.card_type} ending ${card.card_last_four}`)}</button></form>`;
}

/** Charges the default card; null when the invoice is not this client's. A second press finds it paid. */
export function payInvoice(visit: Visit): Reply | null {
  const invoice = ownInvoice(visit);
  if (!invoice) return null;
  const result = isPayable(invoice) ? capture(visit.context, invoice) : "none";
  return redirectReply(`/viewinvoice.php?id=${invoice.id}&result=${result}`);
}
