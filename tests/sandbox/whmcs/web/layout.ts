import { escapeHtml, page } from "../../html.ts";
import type { Reply } from "../../http.ts";
import { htmlReply } from "../../http.ts";
import type { ClientRow } from "../database.ts";
import type { Visit } from "./visit.ts";

export const BANNER = "Provider sandbox (WHMCS) – no real money, no real cards";

/** `body` is HTML already. */
export function whmcsPage(options: { title: string; body: string; status?: number }): Reply {
  return htmlReply(page({ title: options.title, banner: BANNER, body: options.body }), options.status ?? 200);
}

const NAVIGATION = `<nav aria-label="Client area"><a href="/clientarea.php">Home</a> · <a href="/clientarea.php?action=invoices">Invoices</a> · <a href="/clientarea.php?action=services">Services</a> · <a href="/account/paymentmethods">Payment methods</a></nav>`;

/** A page of the client area; `back` is the portal page the visitor came for. */
export function clientPage(visit: Visit, options: { title: string; body: string; back: string }): Reply {
  return whmcsPage({
    title: options.title,
    body: `<p>Signed in as <strong>${escapeHtml(nameOf(visit.client))}</strong> (client ${visit.client.id})</p>${NAVIGATION}\n${options.body}\n${returnLink(visit, options.back)}`,
  });
}

export function nameOf(client: ClientRow): string {
  return client.companyname || `${client.firstname} ${client.lastname}`;
}

function returnLink({ portalUrl }: Visit, path: string): string {
  if (portalUrl === null) return "<p>You can close this window and go back to the portal.</p>";
  return `<p><a href="${escapeHtml(`${portalUrl}${path}`)}">Return to the portal</a></p>`;
}

export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = headings.map((heading) => `<th scope="col">${escapeHtml(heading)}</th>`).join("");
  const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("");
  return `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}
