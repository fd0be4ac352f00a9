import { AppError } from "#domain/shared/errors.ts";
import type { RouteInput } from "./route-input.ts";

/**
 * Throws AppError `forbidden` unless the token is one that this browser was given, with the reason that tells the person what to do:
 * `COOKIES_NEEDED` where the browser sends no cookies at all, so that no token can ever be right; `OTHER_ACCOUNT` for a form that
 * another account opened in this browser before; `CSRF_INVALID` for any other.
 */
export function requireFormToken(
  { request, context }: Pick<RouteInput, "request" | "context">,
  token: unknown,
): void {
  const { csrf } = context.app;
  if (typeof token === "string" && csrf.verify(context.csrfBinding, token)) return;
  const facts = { token: typeof token === "string" ? "wrong" : token === null ? "missing" : "wrong" };
  if (!request.headers.get("cookie")) throw new AppError("forbidden", { reason: "COOKIES_NEEDED", facts });
  const { visitor } = context;
  const isOthers =
    typeof token === "string" &&
    visitor.state === "signed_in" &&
    csrf.isOfAnother(visitor.session.userId, token);
  throw new AppError("forbidden", { reason: isOthers ? "OTHER_ACCOUNT" : "CSRF_INVALID", facts });
}
