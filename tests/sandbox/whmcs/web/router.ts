import type { IncomingMessage } from "node:http";
import type { Reply } from "../../http.ts";
import { contentType, htmlReply, isOwnOrigin, readBody, redirectReply } from "../../http.ts";
import { homePage, invoiceListPage, servicePage, serviceListPage } from "./client-pages.ts";
import { invoicePage, payInvoice } from "./invoice-page.ts";
import { whmcsPage } from "./layout.ts";
import { invoicePdf } from "./pdf.ts";
import { changePayMethods, payMethodPage } from "./pay-method-page.ts";
import type { Visit, WebDeps } from "./visit.ts";

const COOKIE = "sandbox_whmcs";

/** The client area's pages that the portal's links lead to, for the signed-in client's own records only. */
export async function handleWeb(request: IncomingMessage, deps: WebDeps): Promise<Reply> {
  const url = new URL(request.url ?? "/", "http://sandbox.invalid");
  // `index.php?rp=/account/...` is the address of a page where the web server rewrites nothing.
  const page = url.pathname === "/index.php" ? url.searchParams.get("rp") : null;
  const path = (page ?? url.pathname).replace(/^\/+/, "");
  if (path === "oauth/singlesignon.php") return signOn(deps, url.searchParams.get("access_token") ?? "");
  if (path.startsWith("store/"))
    return whmcsPage({ title: "Store", body: "<p>Products are ordered in the portal.</p>" });

  const client = deps.context.db.clients.get(deps.context.signOn.clientOf(sessionOf(request)) ?? 0);
  if (!client)
    return whmcsPage({
      title: "Please sign in",
      body: "<p>Open this page from the portal: its link signs you in.</p>",
      status: 401,
    });
  const visit: Visit = { ...deps, client, query: url.searchParams };
  if (request.method === "POST") return post(request, visit, path);
  return get(visit, path) ?? notFound();
}

function get(visit: Visit, path: string): Reply | null {
  switch (path) {
    case "":
    case "index.php":
    case "clientarea.php":
      return clientArea(visit);
    case "viewinvoice.php":
      return invoicePage(visit);
    case "dl.php":
      return visit.query.get("type") === "i" ? invoicePdf(visit) : null;
    case "account/paymentmethods":
      return payMethodPage(visit);
    default:
      return null;
  }
}

function clientArea(visit: Visit): Reply | null {
  switch (visit.query.get("action")) {
    case "invoices":
      return invoiceListPage(visit);
    case "services":
      return serviceListPage(visit);
    case "productdetails":
      return servicePage(visit);
    default:
      return homePage(visit);
  }
}

async function post(request: IncomingMessage, visit: Visit, path: string): Promise<Reply> {
  const bytes =
    isOwnOrigin(request) && contentType(request) === "application/x-www-form-urlencoded"
      ? await readBody(request)
      : null;
  if (bytes === null) return htmlReply("", 400);
  const form = new URLSearchParams(bytes.toString("utf8"));
  if (path === "viewinvoice.php") return payInvoice(visit) ?? notFound();
  if (path === "account/paymentmethods") return changePayMethods(visit, form);
  return notFound();
}

export function notFound(): Reply {
  return whmcsPage({
    title: "Not found",
    body: "<p>There is no such page for this account.</p>",
    status: 404,
  });
}

function signOn({ context }: WebDeps, token: string): Reply {
  const visit = context.signOn.redeem(token);
  if (!visit)
    return whmcsPage({
      title: "Sign-in link not valid",
      body: "<p>The link was used before or is older than a minute.</p>",
      status: 403,
    });
  // A path that leads off this host is ignored, as WHMCS's redirects are relative to its root.
  const target = new URL(`${context.baseUrl}/${visit.path}`);
  const location = target.origin === context.baseUrl ? target.pathname + target.search : "/clientarea.php";
  return redirectReply(location, {
    "set-cookie": `${COOKIE}=${visit.session}; Path=/; HttpOnly; SameSite=Lax`,
  });
}

function sessionOf(request: IncomingMessage): string {
  for (const part of (request.headers.cookie ?? "").split(";")) {
    const [name, value] = part.trim().split("=");
    if (name === COOKIE) return value ?? "";
  }
  return "";
}
