/** Names and attributes of every cookie the portal sets. */
export type CookieNames = ReturnType<typeof cookieNames>;

/**
 * `__Host-` cookies are bound to this very host and to https. A plain-http PUBLIC_URL, possible outside production only,
 * drops the prefix and Secure, because not every browser keeps them there.
 */
export function cookieNames(secure: boolean) {
  const prefix = secure ? "__Host-" : "";
  return {
    secure,
    access: `${prefix}at`,
    refresh: `${prefix}rt`,
    /** Stands for one sign-in, readable by scripts and no secret: a page that a browser kept from an earlier one is not shown. */
    signedIn: `${prefix}signed-in`,
    /** Binds the CSRF token of a form to a browser that is not signed in. */
    visitor: `${prefix}visitor`,
    /** Random: recognises a browser that signed in before (portal.md 3.1: lock-out per device, mail about a new one). */
    device: `${prefix}device`,
    /** The token of a link to set a new password, from the moment the link was opened. */
    reset: `${prefix}reset`,
    /** The same of a link that undoes a change of the address. */
    emailUndo: `${prefix}email-undo`,
    /** Random: a sign-in whose password was right and whose second step is still to come. */
    pending: `${prefix}pending`,
    /** Random: somebody who gets started, from the typed address on. */
    start: `${prefix}start`,
    flash: `${prefix}flash`,
    /** Preferences; no secret in them, so that pages can be cached by their value. */
    language: "lang",
    theme: "theme",
    /** Set by a script: this browser runs scripts, so slow parts may be streamed to it. */
    scripts: "js",
  };
}

/** First value of each name; names and values are taken as they are. Broken pairs are left out. */
export function parseCookies(header: string | null | undefined): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const pair of header?.split(";") ?? []) {
    const at = pair.indexOf("=");
    const name = pair.slice(0, Math.max(0, at)).trim();
    if (name !== "" && !cookies.has(name)) cookies.set(name, pair.slice(at + 1).trim());
  }
  return cookies;
}

export type CookieOptions = { secure: boolean; maxAgeSeconds?: number; httpOnly?: boolean };

export function serializeCookie(name: string, value: string, options: CookieOptions): string {
  const parts = [`${name}=${value}`, "Path=/", "SameSite=Lax"];
  if (options.httpOnly !== false) parts.push("HttpOnly");
  if (options.secure) parts.push("Secure");
  if (options.maxAgeSeconds !== undefined) parts.push(`Max-Age=${Math.floor(options.maxAgeSeconds)}`);
  return parts.join("; ");
}

export function expireCookie(name: string, secure: boolean): string {
  return serializeCookie(name, "", { secure, maxAgeSeconds: 0 });
}
