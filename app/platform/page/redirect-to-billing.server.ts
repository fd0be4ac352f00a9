/** Sends the browser to the billing site by a link that must not leak: not cached, and not told as a referrer. */
export function redirectToBilling(url: string): Response {
  return new Response(null, {
    status: 303,
    headers: { Location: url, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" },
  });
}
