/**
 * Enforced policy: scripts by nonce, everything else from this origin and from the hosts of the published list of external
 * transmissions, which is empty (JP-TB-26). A listed host may be sent requests and may be shown images of; scripts need
 * the nonce wherever they come from.
 */
export function contentSecurityPolicy(options: {
  nonce: string;
  formTargets: readonly string[];
  /** Hosts of the published list, as it names them. */
  externalHosts: readonly string[];
  development: boolean;
}): string {
  const external = options.externalHosts.map((host) => ` https://${host}`).join("");
  return [
    "default-src 'none'",
    `script-src 'nonce-${options.nonce}' 'strict-dynamic'`,
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
