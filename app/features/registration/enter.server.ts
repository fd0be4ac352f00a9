import { isAppError } from "#domain/shared/errors.ts";
import type { Services } from "~/services.ts";
import { checkPassword } from "~/features/sign-in/check-password.server.ts";
import type { From } from "~/features/sign-in/from.ts";
import type { SignedIn } from "~/features/sign-in/sign-in.server.ts";
import { markPassword, startSession } from "~/features/sign-in/start-session.server.ts";
import { finishStart, keepFound, type StartToken } from "./start-token.server.ts";

/**
 * The session at the end of a registration: address and password are both proved. With another password, as from a second
 * browser that registered the same address, there is none, nor where the login asks for more than a mailed code by now: the
 * person signs in. Throws AppError `rate_limited` as `checkPassword` does.
 */
export async function enter(
  deps: Services,
  token: StartToken,
  { password, from }: { password: string; from: From },
): Promise<{ state: "signed_in"; signedIn: SignedIn } | { state: "next" }> {
  const { email, deviceHash } = token;
  const user = await checkPassword(deps, { email, password, deviceHash, from }).then(
    (checked) => checked.user,
    (error: unknown) => {
      if (isAppError(error) && error.reason === "INVALID_CREDENTIALS") return null;
      throw error;
    },
  );
  const tokens =
    user &&
    (await startSession(deps, {
      user,
      passwordMark: markPassword(user),
      deviceHash,
      remember: false,
      given: { factor: "mailed_code" },
      trust: false,
      from,
    }));
  if (!user || !tokens) {
    await keepFound(token, { status: "ready" });
    return { state: "next" };
  }
  await finishStart(deps, token);
  // Where whoever wanted to have their address checked goes on.
  const returnTo = token.wish === null ? token.returnTo : "/account/services/internet";
  return { state: "signed_in", signedIn: { state: "signed_in", tokens, user, returnTo } };
}
