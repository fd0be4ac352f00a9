import { data } from "@remix-run/node";
import { AppError, isAppError, type ErrorReason } from "#domain/shared/errors.ts";
import { translatorOf } from "./page-title.server.ts";
import type { RequestContext } from "../request/request-context.server.ts";

/**
 * What an error page shows: what the case means, in the person's language, and the reference to quote. Nothing a provider
 * said, no stack.
 */
export type ErrorPageData = {
  reason: ErrorReason;
  requestId: string;
  words: { title: string; body: string };
  /** Where to go on: at another address than the one that was asked for, or by loading the page again; null: neither helps. */
  wayOn: { href: string } | "reload" | null;
};

/**
 * The answer for whatever a loader or action threw, to be thrown on: responses pass, an AppError becomes its status, and
 * everything else is a defect: logged whole, shown as "internal".
 */
export function toThrowable(error: unknown, context: RequestContext): unknown {
  if (error instanceof Response || isDataResponse(error)) return error;
  const known = logFailure(error, context);
  context.failure = known;
  const { reason } = known;
  const { t } = translatorOf(context);
  const words = {
    title: t(`error.${reason}.title`),
    body:
      reason === "WRONG_ADDRESS"
        ? t("error.WRONG_ADDRESS.body", { address: context.app.origin })
        : t(`error.${reason}.body`),
  };
  const wayOn = wayOnFrom(known, context);
  const body: ErrorPageData = { reason, requestId: context.requestId, words, wayOn };
  return data(body, { status: known.status, headers: retryHeaders(known) });
}

/** A form that was refused for its token is good once its page is loaded again; what is temporary may be tried again. */
function wayOnFrom({ reason, status }: AppError, { app }: RequestContext): ErrorPageData["wayOn"] {
  if (reason === "WRONG_ADDRESS") return { href: app.origin };
  const isOfForm = ["CSRF_INVALID", "COOKIES_NEEDED", "OTHER_ACCOUNT"].includes(reason);
  return isOfForm || status >= 500 || status === 429 ? "reload" : null;
}

/** The same as JSON, for `/api/*` and other routes without a page: the error contract of portal.md 1. */
export function toJson(error: unknown, context: RequestContext): Response {
  if (error instanceof Response) return error;
  const known = logFailure(error, context);
  const { reason: code, details } = known;
  const { requestId } = context;
  return Response.json(
    { success: false, error: { code, message: code, ...(details && { details }), requestId } },
    { status: known.status, headers: { ...retryHeaders(known), "Cache-Control": "no-store" } },
  );
}

/** Logs what was thrown, unless it was logged as it was refused; anything but an AppError is a defect. */
function logFailure(error: unknown, context: RequestContext): AppError {
  const known = isAppError(error) ? error : new AppError("internal", { reason: "INTERNAL", cause: error });
  if (known === context.refusal) return known;
  const fields = { err: known, reason: known.reason };
  if (known.expected) context.log.warn({ ...fields, event: "request.refused" }, "refused");
  else context.log.error({ ...fields, event: "request.failed" }, "failed");
  return known;
}

function retryHeaders(error: AppError): Record<string, string> {
  return error.retryAfter === undefined ? {} : { "Retry-After": String(error.retryAfter) };
}

function isDataResponse(value: unknown): boolean {
  return (
    typeof value === "object" && value !== null && "type" in value && value.type === "DataWithResponseInit"
  );
}
