import { isAppError } from "#domain/shared/errors.ts";
import type { RequestContext } from "./request-context.server.ts";

/**
 * Pages that a browser may fetch before anybody has asked for them, by the pattern of their route: reading them changes nothing. Both the
 * rules that browsers get and what the server answers come from here.
 */
export const PREFETCHED_PAGES: readonly string[] = [
  "/account",
  "/account/billing",
  "/account/billing/invoices",
  "/account/billing/invoices/:invoiceId",
  "/account/billing/payments",
  "/account/billing/statement",
  "/account/services",
  "/account/services/internet",
  "/account/services/sim",
  "/account/services/vpn",
  "/account/orders",
  "/account/orders/:orderId",
  "/account/settings",
  "/account/settings/activity",
  "/account/settings/profile",
  "/account/settings/security",
  "/account/settings/sessions",
];

/** Queries that are acts: a language chosen, a part read anew. */
const ACTS = ["lang", "retry"];

/** Where the rules are; pages name it in a header, so that not a byte of them is in the page. */
export const SPECULATION_RULES = "/speculation-rules.json";

/** A page is fetched when somebody rests on its link (Speculation Rules). */
export const speculationRules = {
  prefetch: [
    {
      where: {
        and: [
          { href_matches: PREFETCHED_PAGES },
          { not: { href_matches: ACTS.map((name) => `/*\\?*${name}=*`) } },
          { not: { selector_matches: "[download], [target=_blank], [data-no-prefetch]" } },
        ],
      },
      eagerness: "moderate",
    },
  ],
};

/** The browser asks by itself, for a page that may never be shown. */
export function isPrefetch(request: Request): boolean {
  return request.headers.get("sec-purpose")?.startsWith("prefetch") ?? false;
}

/**
 * True for a page that may be fetched ahead: a reading of somebody who is signed in, without tokens to renew, with no notice waiting
 * that it would use up. Counted per session.
 */
export async function mayPrefetch(
  { app, visitor }: Pick<RequestContext, "app" | "visitor">,
  { url, route, cookies }: { url: URL; route: string; cookies: ReadonlyMap<string, string> },
): Promise<boolean> {
  if (!PREFETCHED_PAGES.includes(route) || ACTS.some((name) => url.searchParams.has(name))) return false;
  if (visitor.state !== "signed_in") return false;
  if (cookies.has(app.cookieNames.flash)) return false;
  try {
    await app.limits.use("prefetch", visitor.session.familyId);
    return true;
  } catch (error) {
    if (isAppError(error)) return false;
    throw error;
  }
}

/**
 * The right way to decline: the browser forgets the answer, and asks anew when somebody follows the link. An answer without content
 * would make the link do nothing.
 */
export function declinePrefetch(): Response {
  return new Response(null, { status: 503, headers: { "Cache-Control": "no-store" } });
}
