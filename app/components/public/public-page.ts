/**
 * `headers` of pages that are the same for everybody with the same language and colours. A loader that could not read what its
 * page is about says so with a Cache-Control of its own.
 */
export function publicHeaders(args?: { loaderHeaders: Headers }): Record<string, string> {
  return {
    "Cache-Control":
      args?.loaderHeaders.get("Cache-Control") ?? "public, max-age=60, stale-while-revalidate=300",
    Vary: "Cookie, Accept-Language",
  };
}
