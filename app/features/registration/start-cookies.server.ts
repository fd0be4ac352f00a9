import { redirect } from "@remix-run/node";
import { GET_STARTED } from "#domain/auth/registration.ts";
import { isAppError } from "#domain/shared/errors.ts";
import type { RequestContext } from "~/platform/request/request-context.server.ts";
import { expireCookie, parseCookies, serializeCookie } from "~/platform/security/cookies.server.ts";
import { deviceCookie } from "~/features/sign-in/device-cookie.server.ts";
import type { StartCookies } from "./start-token.server.ts";

/** The way on, for the browser that typed the address. */
export function setStart({ app, cookies }: RequestContext, deviceId: string, startId: string): void {
  const { start, secure } = app.cookieNames;
  const maxAgeSeconds = GET_STARTED.tokenMs / 1000;
  cookies.push(
    serializeCookie(start, startId, { secure, maxAgeSeconds }),
    deviceCookie(app.cookieNames, deviceId),
  );
}

export function readStartCookies({ app }: RequestContext, request: Request): StartCookies {
  const cookies = parseCookies(request.headers.get("cookie"));
  return { startId: cookies.get(app.cookieNames.start), deviceId: cookies.get(app.cookieNames.device) };
}

/** Without a start there is nothing to go on with: the person begins again, and is told why. Anything else is passed on. */
export function startAgain(error: unknown, context: RequestContext): unknown {
  if (!isAppError(error) || error.reason !== "SESSION_EXPIRED") return error;
  const { start, secure } = context.app.cookieNames;
  context.cookies.push(expireCookie(start, secure));
  return redirect("/auth/get-started?again=1", 303);
}
