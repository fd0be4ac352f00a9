import { findPasswordReset, takePasswordReset } from "#db/repositories/password-resets.server.ts";
import { findUserWithSecret, holdPassword, type UserWithSecret } from "#db/repositories/users.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { UserId } from "#domain/shared/ids.ts";
import { hasStrongFactor } from "#domain/auth/second-step.ts";
import type { Services } from "~/services.ts";
import { hashText } from "~/platform/security/keys.server.ts";
import { hashPassword, verifyPassword } from "~/platform/security/passwords.server.ts";
import { checkNewPassword, type NewPassword, type PasswordFormFaults } from "./password-check.server.ts";
import { readEnrolled } from "~/features/factors/enrolled.server.ts";
import type { From } from "~/features/sign-in/from.ts";
import { refuseWhileClosed } from "~/features/sign-in/maintenance.server.ts";
import { setPassword } from "./set-password.server.ts";

export type PasswordReset = NewPassword & {
  /** From the mail; null when there is none. */
  token: string | null;
  from: From;
};

export type ResetOutcome =
  | { state: "done"; userId: UserId }
  | { state: "refused"; faults: PasswordFormFaults; hasStrongFactor: boolean }
  /** Unknown, used up, too old, or of a login that is closed: all the same to whoever holds it. */
  | { state: "invalid" };

/** Whether a link can still be used. Only looks: mail scanners and previews open links too. */
export async function isResetTokenGood(deps: Services, token: string | null): Promise<boolean> {
  return (await readToken(deps, token)).state === "good";
}

/**
 * Sets a new password with a mailed token. Of any number of requests with one token one wins; its own repeat gets its
 * answer. Nobody is signed in by it, so second factors are asked for as always. Throws AppError `rate_limited` after too
 * many from one source; `provider_unavailable`/`MAINTENANCE` while sign-in is closed.
 */
export async function resetPassword(deps: Services, reset: PasswordReset): Promise<ResetOutcome> {
  const { config, database, limits, now } = deps;
  refuseWhileClosed(config);
  await limits.use("resetTry", reset.from.clientIp);
  const found = await readToken(deps, reset.token);
  if (found.state === "invalid") return found;
  if (found.state === "used") return answerRepeat(found.user, reset.newPassword);

  const { user, tokenHash } = found;
  const isStrong = hasStrongFactor(await asSystem(database, (tx) => readEnrolled(tx, user.id)));
  const faults = checkNewPassword(reset, { user, hasStrongFactor: isStrong, company: config.company });
  if (Object.keys(faults).length > 0) return { state: "refused", faults, hasStrongFactor: isStrong };

  const passwordHash = await hashPassword(reset.newPassword);
  const isSet = await asSystem(database, async (tx) => {
    // The lock on the login comes before that on the token, as wherever a password changes.
    if (!(await holdPassword(tx, { id: user.id, passwordHash: user.passwordHash }))) return false;
    if (!(await takePasswordReset(tx, tokenHash, now()))) return false;
    await setPassword(deps, tx, { user, passwordHash, event: "password.reset", from: reset.from });
    return true;
  });
  if (isSet) return { state: "done", userId: user.id };
  const current = await asSystem(database, (tx) => findUserWithSecret(tx, user.id));
  return answerRepeat(current, reset.newPassword);
}

/** A second press of the button: the password is what it says. Anything else is a link used before. */
async function answerRepeat(user: UserWithSecret | null, newPassword: string): Promise<ResetOutcome> {
  const isRepeat = await verifyPassword(user?.passwordHash ?? null, newPassword);
  return user && isRepeat ? { state: "done", userId: user.id } : { state: "invalid" };
}

type FoundToken = { state: "invalid" } | { state: "good" | "used"; user: UserWithSecret; tokenHash: string };

async function readToken({ database, now }: Services, token: string | null): Promise<FoundToken> {
  if (token === null) return { state: "invalid" };
  const tokenHash = hashText(token);
  return asSystem(database, async (tx) => {
    const reset = await findPasswordReset(tx, tokenHash);
    const user = reset && (await findUserWithSecret(tx, reset.userId));
    if (user?.status !== "active" || !reset || reset.expiresAt <= now()) return { state: "invalid" };
    return { state: reset.usedAt === null ? "good" : "used", user, tokenHash };
  });
}
