import { redirect } from "@remix-run/node";
import { z } from "zod";
import { AppError } from "#domain/shared/errors.ts";
import { endSession } from "~/features/sessions/sign-out.server.ts";
import { readForm } from "~/platform/page/form.server.ts";
import { forUncounted, forVisitor } from "~/platform/page/route.server.ts";
import { expiredSessionCookies } from "~/platform/request/session-cookies.server.ts";

/** A link must not sign anybody out; whoever opens this address goes home. */
export const loader = forVisitor(() => redirect("/account", 303));

export const action = forUncounted(async (input) => {
  const { app, context } = input;
  const { visitor, requestId, clientIp, userAgent } = context;
  if (visitor.state === "unavailable")
    throw new AppError("provider_unavailable", { reason: "MAINTENANCE", retryAfter: 60 });
  if (visitor.state === "signed_in") {
    await readForm(input, z.object({}));
    const { userId, familyId } = visitor.session;
    await endSession(app, { userId, familyId, reason: "signed_out", requestId, clientIp, userAgent });
  }
  context.cookies.push(...expiredSessionCookies(app.cookieNames));
  // Cookies are ended one by one: the device's own mark and the display settings stay.
  return redirect("/auth/login?signedOut=1", {
    status: 303,
    headers: { "Clear-Site-Data": '"cache", "prefetchCache", "storage"' },
  });
});

export default function SignOut() {
  return null;
}
