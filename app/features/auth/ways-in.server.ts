import { Authenticator } from "remix-auth";
import { FormStrategy } from "remix-auth-form";
import type { Deps } from "~/platform/http/owner.ts";
import { signIn, type SignedIn, type SignInAttempt } from "./sign-in.server.ts";

/** The ways to prove who one is; each is a strategy of its own, named as the sign-in page names it. */
export type WayIn = "password";

/** The authenticator of one request: strategies get the request's own facts (source, device) from here. */
export function waysIn(
  deps: Deps,
  facts: Omit<SignInAttempt, "email" | "password" | "remember">,
): Authenticator<SignedIn> {
  const authenticator = new Authenticator<SignedIn>();
  const password: WayIn = "password";
  authenticator.use(
    new FormStrategy(({ form }) =>
      signIn(deps, {
        ...facts,
        email: textOf(form, "email"),
        password: textOf(form, "password"),
        remember: form.get("remember") === "on",
      }),
    ),
    password,
  );
  return authenticator;
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
