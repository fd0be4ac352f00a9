import { data } from "@remix-run/node";
import { isAppError } from "#domain/shared/errors.ts";
import { refuseForm } from "~/platform/page/form.server.ts";
import type { SignInRefusal } from "./sign-in-texts.ts";

/** The answer to a sign-in that failed as sign-ins may; anything unexpected is thrown on. */
export async function refuseSignIn(error: unknown, request: Request) {
  if (!isAppError(error)) throw error;
  const typed = await refuseForm(request, {});
  const { status, retryAfter } = error;
  const minutes = Math.ceil((retryAfter ?? 0) / 60);
  if (error.code === "provider_unavailable")
    return refusalOf({ ...typed, reason: "closed", minutes }, { status, retryAfter });
  switch (error.reason) {
    case "INVALID_CREDENTIALS":
      return refusalOf({ ...typed, reason: "wrong", minutes }, { status });
    case "RATE_LIMITED":
      return refusalOf({ ...typed, reason: "locked", minutes }, { status, retryAfter });
    default:
      throw error;
  }
}

export function refusalOf(
  refusal: SignInRefusal,
  answer: { status: number; retryAfter?: number | undefined },
) {
  const headers = new Headers();
  if (answer.retryAfter !== undefined) headers.set("Retry-After", String(answer.retryAfter));
  return data(refusal, { status: answer.status, headers });
}
