import { Authenticator } from "remix-auth";
import { FormStrategy } from "remix-auth-form";
import { readTypedCode } from "#domain/auth/forms.ts";
import { AssertionFormSchema, type Assertion } from "#domain/auth/passkeys.ts";
import type { Factor } from "#domain/auth/second-step.ts";
import { AppError } from "#domain/shared/errors.ts";
import type { Services } from "~/services.ts";
import { safeReturnTo } from "~/platform/page/return-to.ts";
import { finishSignIn, finishSignInByPasskey, type PendingCookies } from "./finish-sign-in.server.ts";
import type { From } from "./from.ts";
import { signInByPasskey } from "./sign-in-by-passkey.server.ts";
import { signIn, type SecondStepAsked, type SignedIn } from "./sign-in.server.ts";

/** The ways to prove who one is; each is a strategy of its own, named as the pages name it. */
export type WayIn = "password" | Factor;

const PASSKEY: WayIn = "passkey";
const CODE_WAYS = ["mailed_code", "authenticator", "recovery_code"] as const satisfies WayIn[];

/** The authenticator of the first step: it reads the form with address and password. */
export function firstStep(
  deps: Services,
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

/** The authenticator of the step that needs no other: a passkey. `visitor` is the browser's own cookie. */
export function onlyStep(
  deps: Services,
  facts: From & { deviceId: string; visitor: string },
): Authenticator<SignedIn> {
  const authenticator = new Authenticator<SignedIn>();
  authenticator.use(
    new FormStrategy(({ form }) =>
      signInByPasskey(deps, {
        ...facts,
        credential: credentialOf(form),
        returnTo: safeReturnTo(textOf(form, "returnTo")),
      }),
    ),
    PASSKEY,
  );
  return authenticator;
}

/** The authenticator of the second step: one strategy per kind of code, and one for a passkey. */
export function secondStep(deps: Services, facts: PendingCookies & { from: From }): Authenticator<SignedIn> {
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
  authenticator.use(
    new FormStrategy(({ form }) => finishSignInByPasskey(deps, { ...facts, credential: credentialOf(form) })),
    PASSKEY,
  );
  return authenticator;
}

/** The route has read the same form before, but takes an empty text for one that is missing. */
function credentialOf(form: FormData): Assertion {
  const read = AssertionFormSchema.safeParse(Object.fromEntries(form));
  if (!read.success) throw new AppError("invalid_input", { reason: "PASSKEY_REFUSED" });
  return read.data.credential;
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
