import { AppError } from "#domain/shared/errors.ts";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Every unsafe request must come from our own pages. `Origin` decides; where a browser leaves it out or a policy of a proxy
 * (`Referrer-Policy: no-referrer`) makes it `null`, `Sec-Fetch-Site` does, which no page can set. A request with neither is refused: no
 * browser in use sends a form without both, and callers that are no browsers (webhooks) have a path of their own.
 *
 * `WRONG_ADDRESS`: the page is ours, but was opened under another address than PUBLIC_URL, such as the container's own behind a proxy.
 */
export function refuseForeignOrigin(
  request: { method: string; headers: Headers },
  origin: string,
): AppError | null {
  if (SAFE.has(request.method)) return null;
  const site = request.headers.get("sec-fetch-site");
  const sent = request.headers.get("origin");
  const isHidden = sent === null || sent === "null";
  const isOurs = isHidden ? site === "same-origin" : sent === origin;
  const isForeignBySite = site !== null && site !== "same-origin" && site !== "none";
  if (isOurs && !isForeignBySite) return null;
  const isOwnPage =
    !isHidden && (site === "same-origin" || (site === null && isAsked(sent, request.headers)));
  return new AppError("forbidden", {
    reason: isOwnPage ? "WRONG_ADDRESS" : "CSRF_INVALID",
    facts: {
      origin: sent === null ? "missing" : isOwnPage ? "not PUBLIC_URL" : "foreign",
      site: site ?? "missing",
    },
  });
}

/** Whether the request was sent to the very host that its page is of: browsers leave `Sec-Fetch-Site` out on plain http. */
function isAsked(origin: string, headers: Headers): boolean {
  const host = URL.canParse(origin) ? new URL(origin).host : null;
  return host !== null && (host === headers.get("host") || host === headers.get("x-forwarded-host"));
}
