/**
 * Enforced policy: scripts by nonce, everything else from this origin and from the hosts of the published list of external
 * transmissions, which is empty (JP-TB-26). A listed host may be sent requests and may be shown images of; scripts need
 * the nonce wherever they come from. A page that shared caches may keep has no script, and no nonce that a cache could give to all.
 */
export function contentSecurityPolicy(options: {
  /** Null: no script at all. */
  nonce: string | null;
  formTargets: readonly string[];
  /** Hosts of the published list, as it names them. */
  externalHosts: readonly string[];
  development: boolean;
}): string {
  const external = options.externalHosts.map((host) => ` https://${host}`).join("");
  return [
    "default-src 'none'",
    options.nonce === null ? "script-src 'none'" : `script-src 'nonce-${options.nonce}' 'strict-dynamic'`,
    // Vite puts styles into the page while developing; the build needs none.
    options.development ? "style-src 'self' 'unsafe-inline'" : "style-src 'self'",
    `img-src 'self' data:${external}`,
    "font-src 'self'",
    `connect-src 'self'${options.development ? " ws:" : ""}${external}`,
    "manifest-src 'self'",
    // A form that opens the billing site is answered by a redirect, which this directive also covers.
    `form-action 'self' ${options.formTargets.join(" ")}`.trim(),
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join("; ");
}

/** Of what is no page: nothing in it may load or run anything, also when it is opened by itself. */
export const FILE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

/** Headers of every answer, whatever it is. */
export function baseHeaders(options: { https: boolean }): Record<string, string> {
  return {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()",
    "X-Permitted-Cross-Domain-Policies": "none",
    ...(options.https ? { "Strict-Transport-Security": "max-age=63072000; includeSubDomains" } : {}),
  };
}
