import {
  expireCookie,
  parseCookies,
  serializeCookie,
  type CookieNames,
} from "~/platform/security/cookies.server.ts";
import { RESET_MINUTES } from "./mail-password-reset.server.ts";

/** 43 characters that stand for 32 random bytes. */
const TOKEN = /^[\w-]{43}$/;

/** Keeps the token of an opened link; one that cannot be any takes an earlier one away. */
export function resetCookie(names: CookieNames, token: string): string {
  return TOKEN.test(token)
    ? serializeCookie(names.reset, token, { secure: names.secure, maxAgeSeconds: RESET_MINUTES * 60 })
    : expiredResetCookie(names);
}

export function expiredResetCookie(names: CookieNames): string {
  return expireCookie(names.reset, names.secure);
}

export function readResetToken(names: CookieNames, cookieHeader: string | null): string | null {
  const found = parseCookies(cookieHeader).get(names.reset);
  return found !== undefined && TOKEN.test(found) ? found : null;
}
