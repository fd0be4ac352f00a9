import { AppError, isUnavailable } from "#domain/shared/errors.ts";
import { serializeCookie } from "../security/cookies.server.ts";
import { randomText } from "../security/keys.server.ts";
import type { RequestContext } from "./request-context.server.ts";
import { lostSessionCookies, sessionCookies } from "./session-cookies.server.ts";

/**
 * Finds out who sent the request, renews tokens where due, and gives a browser without a session the cookie that binds
 * its forms. The one place that does so, before any loader of a personal route runs (`RouteTable.isPersonal`).
 */
export async function readVisitor(context: RequestContext, cookies: Map<string, string>): Promise<void> {
  const { app } = context;
  const names = app.cookieNames;
  try {
    context.visitor = await app.sessions.resolve(cookies.get(names.access), cookies.get(names.refresh));
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    context.log.error({ event: "session.store_unavailable", err: error }, "session store unavailable");
    context.visitor = { state: "unavailable" };
  }

  if (context.visitor.state === "signed_in") {
    const { session, renewed } = context.visitor;
    context.csrfBinding = session.familyId;
    if (renewed) {
      context.cookies.push(...sessionCookies(names, renewed));
      app.onSessionUsed(session);
    }
    return;
  }
  if (context.visitor.state === "signed_out" && context.visitor.reason !== "none") {
    context.cookies.push(...lostSessionCookies(names));
    if (context.visitor.reason === "reused") await app.onTokenReuse({ ...context, ...context.visitor });
  }
  const visitor = cookies.get(names.visitor);
  if (visitor !== undefined && /^[\w-]{22}$/.test(visitor)) {
    context.csrfBinding = visitor;
    return;
  }
  context.csrfBinding = randomText(16);
  context.cookies.push(serializeCookie(names.visitor, context.csrfBinding, { secure: names.secure }));
}

export function maintenance(): AppError {
  return new AppError("provider_unavailable", { reason: "MAINTENANCE", retryAfter: 60 });
}
