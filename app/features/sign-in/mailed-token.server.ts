import { AppError } from "#domain/shared/errors.ts";
import {
  expireCookie,
  parseCookies,
  serializeCookie,
  type CookieNames,
} from "~/platform/security/cookies.server.ts";
import { RESET_MINUTES } from "#domain/auth/password-policy.ts";

/** 43 characters that stand for 32 random bytes. */
const TOKEN = /^[\w-]{43}$/;

/** The links that carry a token, and how long the cookie keeps it once the link was opened. */
const SECONDS = { reset: RESET_MINUTES * 60, emailUndo: 60 * 60 } as const;
type Link = keyof typeof SECONDS;

/** Keeps the token of an opened link; one that cannot be any takes an earlier one away. */
export function mailedTokenCookie(names: CookieNames, link: Link, token: string): string {
  return TOKEN.test(token)
    ? serializeCookie(names[link], token, { secure: names.secure, maxAgeSeconds: SECONDS[link] })
    : expiredTokenCookie(names, link);
}

export function expiredTokenCookie(names: CookieNames, link: Link): string {
  return expireCookie(names[link], names.secure);
}

export function readMailedToken(names: CookieNames, link: Link, cookieHeader: string | null): string | null {
  const found = parseCookies(cookieHeader).get(names[link]);
  return found !== undefined && TOKEN.test(found) ? found : null;
}

/** Throws AppError `COOKIES_NEEDED` where a link was opened a moment ago by a browser that keeps no cookies: the link itself is good. */
export function requireKeptLink(request: Request, url: URL): void {
  if (url.searchParams.has("opened") && !request.headers.get("cookie"))
    throw new AppError("forbidden", { reason: "COOKIES_NEEDED" });
}
