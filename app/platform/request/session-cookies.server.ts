import { expireCookie, serializeCookie, type CookieNames } from "../security/cookies.server.ts";
import type { Tokens } from "../security/sessions.server.ts";

/** Set-Cookie lines of a fresh pair of tokens; without "keep me signed in" they end with the browser. */
export function sessionCookies(names: CookieNames, tokens: Tokens): string[] {
  const options = {
    secure: names.secure,
    ...(tokens.maxAgeSeconds === null ? {} : { maxAgeSeconds: tokens.maxAgeSeconds }),
  };
  return [
    serializeCookie(names.access, tokens.access, options),
    serializeCookie(names.refresh, tokens.refresh, options),
    serializeCookie(names.signedIn, tokens.mark, { ...options, httpOnly: false }),
  ];
}

export function expiredSessionCookies(names: CookieNames): string[] {
  return [...lostSessionCookies(names), expireCookie(names.visitor, names.secure)];
}

/** Of a browser whose session is over: what binds its forms stays. */
export function lostSessionCookies(names: CookieNames): string[] {
  return [names.access, names.refresh, names.signedIn].map((name) => expireCookie(name, names.secure));
}
