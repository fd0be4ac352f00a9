import type { RequestContext } from "~/platform/request/request-context.server.ts";
import { languageCookie, themeCookie } from "~/platform/request/preferences.server.ts";
import { sessionCookies } from "~/platform/request/session-cookies.server.ts";
import { expireCookie, parseCookies, serializeCookie } from "~/platform/security/cookies.server.ts";
import { SECOND_STEP } from "#domain/auth/second-step.ts";
import { deviceCookie } from "./device-cookie.server.ts";
import type { PendingCookies } from "./finish-sign-in.server.ts";
import type { SignedIn } from "./sign-in.server.ts";

/**
 * Signs the browser in: tokens, the device's mark, language and colours of the login. Added after what the host has set
 * already: the end of an earlier session must not undo this one.
 */
export function setSignedIn(
  { app, cookies }: RequestContext,
  deviceId: string,
  { tokens, user }: SignedIn,
): void {
  const names = app.cookieNames;
  cookies.push(
    ...sessionCookies(names, tokens),
    deviceCookie(names, deviceId),
    languageCookie(user.language, names.secure),
    themeCookie(user.theme, names.secure),
    expireCookie(names.pending, names.secure),
  );
}

/** The way to the second step, for the browser that typed the password. */
export function setPending({ app, cookies }: RequestContext, deviceId: string, pendingId: string): void {
  const { pending, secure } = app.cookieNames;
  const maxAgeSeconds = SECOND_STEP.pendingMs / 1000;
  cookies.push(
    serializeCookie(pending, pendingId, { secure, maxAgeSeconds }),
    deviceCookie(app.cookieNames, deviceId),
  );
}

export function readPendingCookies({ app }: RequestContext, request: Request): PendingCookies {
  const cookies = parseCookies(request.headers.get("cookie"));
  return { pendingId: cookies.get(app.cookieNames.pending), deviceId: cookies.get(app.cookieNames.device) };
}
