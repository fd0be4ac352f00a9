import type { HeadersArgs } from "@remix-run/node";

/** As a page's `headers`: Remix takes none of an answer's own headers unless it is told to. */
export function passRetryAfter({ actionHeaders, loaderHeaders }: HeadersArgs): Record<string, string> {
  const retryAfter = actionHeaders.get("Retry-After") ?? loaderHeaders.get("Retry-After");
  return retryAfter === null ? {} : { "Retry-After": retryAfter };
}
