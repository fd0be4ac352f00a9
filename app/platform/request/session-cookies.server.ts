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
  ];
}

export function expiredSessionCookies(names: CookieNames): string[] {
  return [names.access, names.refresh, names.visitor].map((name) => expireCookie(name, names.secure));
}
