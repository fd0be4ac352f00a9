import { AppError } from "#domain/shared/errors.ts";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Every unsafe request must come from our own pages. `Origin` decides; where a browser leaves it out, `Sec-Fetch-Site`
 * does. A request with neither is refused: no browser in use sends a form without both, and callers that are no
 * browsers (webhooks) have a path of their own.
 */
export function refuseForeignOrigin(
  request: { method: string; headers: Headers },
  origin: string,
): AppError | null {
  if (SAFE.has(request.method)) return null;
  const site = request.headers.get("sec-fetch-site");
  const sent = request.headers.get("origin");
  const isOurs = sent !== null ? sent === origin : site === "same-origin";
  const isForeignBySite = site !== null && site !== "same-origin" && site !== "none";
  if (isOurs && !isForeignBySite) return null;
  return new AppError("forbidden", {
    reason: "CSRF_INVALID",
    facts: { origin: sent === null ? "missing" : "foreign", site: site ?? "missing" },
  });
}
