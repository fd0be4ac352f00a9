import { speculationRules } from "~/platform/request/prefetch.server.ts";

/** The same for everybody and every page. */
export function loader(): Response {
  return new Response(JSON.stringify(speculationRules), {
    headers: {
      "Content-Type": "application/speculationrules+json",
      "Cache-Control": "public, max-age=3600",
    },
  });
}
