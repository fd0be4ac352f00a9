import { escapeHtml } from "../../html.ts";
import type { Reply } from "../../http.ts";
import { invoicesOf, servicesOf } from "../database.ts";
import { currencyOf, displayMoney } from "../money.ts";
import { clientPage, table } from "./layout.ts";
import type { Visit } from "./visit.ts";

const SHOWN = 100;

export function homePage(visit: Visit): Reply {
  const { client } = visit;
  const lines = [
    client.email,
    `${client.address1} ${client.address2}`,
    `${client.city} ${client.state} ${client.postcode}`,
    client.phonenumber,
  ];
  return clientPage(visit, {
    title: "Client area",
    back: "/account",
    body: `<p>${lines.map(escapeHtml).join("<br>")}</p>`,
  });
}

/** The latest 100 invoices, newest first. */
export function invoiceListPage(visit: Visit): Reply {
  const currency = currencyOf(visit.client.currency);
  const invoices = invoicesOf(visit.context.db, visit.client.id)
    .filter((invoice) => invoice.status !== "Draft")
    .sort((a, b) => (a.date === b.date ? b.id - a.id : a.date < b.date ? 1 : -1));
  const rows = invoices
    .slice(0, SHOWN)
    .map((invoice) => [
      `<a href="/viewinvoice.php?id=${invoice.id}">${escapeHtml(invoice.invoicenum || String(invoice.id))}</a>`,
      invoice.date,
      invoice.duedate,
      escapeHtml(displayMoney(invoice.total, currency)),
      invoice.status,
    ]);
  const body = `<p>${invoices.length} invoices${invoices.length > SHOWN ? `, the latest ${SHOWN} shown` : ""}</p>${table(["Invoice", "Date", "Due", "Total", "Status"], rows)}`;
  return clientPage(visit, { title: "Invoices", back: "/account/billing/invoices", body });
}

export function serviceListPage(visit: Visit): Reply {
  const { db } = visit.context;
  const rows = servicesOf(db, visit.client.id).map((service) => [
    `<a href="/clientarea.php?action=productdetails&amp;id=${service.id}">${escapeHtml(db.products.get(service.pid)?.name ?? "")}</a>`,
    service.status,
    service.nextduedate,
  ]);
  return clientPage(visit, {
    title: "Services",
    back: "/account",
    body: table(["Service", "Status", "Next due"], rows),
  });
}

/** Null when the service is not this client's. */
export function servicePage(visit: Visit): Reply | null {
  const { db } = visit.context;
  const service = db.services.get(Number(visit.query.get("id")));
  if (!service || service.clientid !== visit.client.id) return null;
  const product = db.products.get(service.pid);
  const rows = [
    ["Status", service.status],
    ["Registered", service.regdate],
    ["Next due", service.nextduedate],
    ["Amount", escapeHtml(displayMoney(service.recurringamount, currencyOf(visit.client.currency)))],
  ];
  return clientPage(visit, {
    title: product?.name ?? "Service",
    back: "/account",
    body: table(["", ""], rows),
  });
}
