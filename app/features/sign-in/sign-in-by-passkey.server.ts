import type { Assertion } from "#domain/auth/passkeys.ts";
import { AppError } from "#domain/shared/errors.ts";
import { findUserWithSecret } from "#db/repositories/users.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { Services } from "~/services.ts";
import { hashText } from "~/platform/security/keys.server.ts";
import { checkPasskey } from "~/features/factors/check-passkey.server.ts";
import type { From } from "./from.ts";
import { refuseWhileClosed } from "./maintenance.server.ts";
import type { SignedIn } from "./sign-in.server.ts";
import { markPassword, startSession } from "./start-session.server.ts";

export type PasskeySignIn = From & {
  credential: Assertion;
  /** The browser that the challenge was made for: its visitor cookie. */
  visitor: string;
  /** A path of this site. */
  returnTo: string;
  /** Value of the device cookie, as at any sign-in. */
  deviceId: string;
};

/**
 * Signs in with a passkey and nothing else: having the device and being verified by it are two factors. Throws AppError
 * `PASSKEY_REFUSED`, also for a login that is closed; `provider_unavailable`/`MAINTENANCE` and `conflict`/`MAPPING_MISSING` as
 * `signIn`.
 */
export async function signInByPasskey(deps: Services, attempt: PasskeySignIn): Promise<SignedIn> {
  const { credential, visitor: subject, deviceId, returnTo } = attempt;
  refuseWhileClosed(deps.config);
  const passkey = await checkPasskey(deps, {
    use: "sign_in",
    subject,
    ownerId: null,
    credential,
    from: attempt,
  });
  const user = await asSystem(deps.database, (tx) => findUserWithSecret(tx, passkey.userId));
  const tokens =
    user?.status === "active" &&
    (await startSession(deps, {
      user,
      passwordMark: markPassword(user),
      deviceHash: hashText(deviceId),
      remember: false,
      given: { factor: "passkey", since: passkey.createdAt },
      trust: false,
      from: attempt,
    }));
  if (!tokens) throw new AppError("invalid_input", { reason: "PASSKEY_REFUSED" });
  return { state: "signed_in", tokens, user, returnTo };
}
