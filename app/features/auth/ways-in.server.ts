import { Authenticator } from "remix-auth";
import { FormStrategy } from "remix-auth-form";
import { readTypedCode } from "#domain/auth/forms.ts";
import type { CodeFactor } from "#domain/auth/second-step.ts";
import type { Deps } from "~/platform/http/owner.ts";
import { safeReturnTo } from "~/platform/http/return-to.ts";
import { finishSignIn, type PendingCookies } from "./finish-sign-in.server.ts";
import type { From } from "./from.ts";
import { signIn, type SecondStepAsked, type SignedIn } from "./sign-in.server.ts";

/** The ways to prove who one is; each is a strategy of its own, named as the pages name it. */
export type WayIn = "password" | CodeFactor;

const CODE_WAYS = ["mailed_code", "authenticator", "recovery_code"] as const satisfies WayIn[];

/** The authenticator of the first step: it reads the form with address and password. */
export function firstStep(
  deps: Deps,
  facts: From & { deviceId: string },
): Authenticator<SignedIn | SecondStepAsked> {
  const authenticator = new Authenticator<SignedIn | SecondStepAsked>();
  const password: WayIn = "password";
  authenticator.use(
    new FormStrategy(({ form }) =>
      signIn(deps, {
        ...facts,
        email: textOf(form, "email"),
        password: textOf(form, "password"),
        remember: form.get("remember") === "on",
        returnTo: safeReturnTo(textOf(form, "returnTo")),
      }),
    ),
    password,
  );
  return authenticator;
}

/** The authenticator of the second step: one strategy per kind of code. */
export function secondStep(deps: Deps, facts: PendingCookies & { from: From }): Authenticator<SignedIn> {
  const authenticator = new Authenticator<SignedIn>();
  for (const method of CODE_WAYS)
    authenticator.use(
      new FormStrategy(({ form }) =>
        finishSignIn(deps, {
          ...facts,
          method,
          code: readTypedCode(method, textOf(form, "code")),
          trust: form.get("trust") === "on",
        }),
      ),
      method,
    );
  return authenticator;
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
