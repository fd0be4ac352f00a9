/** Every page that anybody may read, as search engines are told of them. A guard test compares it with the routes. */
export const PUBLIC_PAGES = [
  "/",
  "/services",
  "/services/internet",
  "/services/internet/check-availability",
  "/services/sim",
  "/services/vpn",
  "/services/business",
  "/services/onsite",
  "/help",
  "/status",
  "/terms",
  "/privacy",
  "/commercial-transactions",
  "/external-transmission",
  "/accessibility",
] as const;
