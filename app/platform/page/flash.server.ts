import { expireCookie, parseCookies, serializeCookie } from "../security/cookies.server.ts";
import { FLASHES, type Flash } from "./flash.ts";
import type { RequestContext } from "../request/request-context.server.ts";

const MINUTE_SECONDS = 60;

/** Leaves a notice for the next page. */
export function leaveFlash({ app, cookies }: RequestContext, flash: Flash): void {
  const { flash: name, secure } = app.cookieNames;
  cookies.push(serializeCookie(name, flash, { secure, maxAgeSeconds: MINUTE_SECONDS }));
}

/** The notice that the page before left, once. */
export function takeFlash({ app, cookies }: RequestContext, request: Request): Flash | null {
  const { flash: name, secure } = app.cookieNames;
  const value = parseCookies(request.headers.get("cookie")).get(name);
  if (value === undefined) return null;
  cookies.push(expireCookie(name, secure));
  return FLASHES.find((flash) => flash === value) ?? null;
}
