import { data } from "@remix-run/node";
import { isAppError, type AppError } from "#domain/shared/errors.ts";

/** What the page says of a code that was not accepted; keys are resolved there. */
export type CodeRefusal = {
  reason: "form" | "wrong" | "passkey" | "cooling" | "expired" | "used_up" | "wait" | "locked";
  /** Of the form, by field. */
  errors: Record<string, string>;
  /** How long to wait. */
  seconds: number;
};

/** The answer to a code that failed as codes may; anything unexpected is thrown on. */
export function refuseCode(error: unknown, { isSending }: { isSending: boolean }) {
  if (!isAppError(error)) throw error;
  const { status, retryAfter } = error;
  const reason = reasonOf(error, isSending);
  if (reason === null) throw error;
  const headers = new Headers();
  if (retryAfter !== undefined) headers.set("Retry-After", String(retryAfter));
  const refusal: CodeRefusal = { reason, errors: {}, seconds: retryAfter ?? 0 };
  return data(refusal, { status, headers });
}

export function refuseCodeForm(errors: Record<string, string>) {
  const refusal: CodeRefusal = { reason: "form", errors, seconds: 0 };
  return data(refusal, { status: 400, headers: new Headers() });
}

function reasonOf(error: AppError, isSending: boolean): CodeRefusal["reason"] | null {
  switch (error.reason) {
    case "OTP_INVALID":
      return "wrong";
    case "PASSKEY_REFUSED":
      return "passkey";
    case "FACTOR_COOLING":
      return "cooling";
    case "OTP_EXPIRED":
      return "expired";
    case "OTP_ATTEMPTS_EXCEEDED":
      return "used_up";
    case "RATE_LIMITED":
      return isSending && (error.retryAfter ?? 0) <= 60 ? "wait" : "locked";
    default:
      return null;
  }
}
