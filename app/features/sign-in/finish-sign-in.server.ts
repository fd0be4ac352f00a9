import type { Assertion } from "#domain/auth/passkeys.ts";
import type { CodeFactor } from "#domain/auth/second-step.ts";
import { AppError } from "#domain/shared/errors.ts";
import { listPasskeyRows } from "#db/repositories/passkeys.server.ts";
import { findUser, type User } from "#db/repositories/users.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { Services } from "~/services.ts";
import { checkFactor, secondStepSubject } from "~/features/factors/check-factor.server.ts";
import type { From } from "./from.ts";
import { askForPasskey, checkPasskey } from "~/features/factors/check-passkey.server.ts";
import { refuseWhileClosed } from "./maintenance.server.ts";
import { findPending, type PendingSignIn } from "./pending-sign-in.server.ts";
import { sendCode } from "./send-code.server.ts";
import type { SignedIn } from "./sign-in.server.ts";
import { startSession, type SessionStart } from "./start-session.server.ts";

/** What a browser brings to the second step: cookies, as they came. */
export type PendingCookies = { pendingId: string | undefined; deviceId: string | undefined };

export type SecondStep = PendingCookies & {
  method: CodeFactor;
  /** As `VerifyFormSchema` reads it. */
  code: string;
  /** Skip the second step on this device for a week. */
  trust: boolean;
  from: From;
};

/**
 * The second step of a sign-in with a code. Throws what `checkFactor` throws, and AppError `unauthenticated`/
 * `SESSION_EXPIRED` when there is no sign-in to finish: it is over, too old, or another browser's.
 */
export async function finishSignIn(deps: Services, step: SecondStep): Promise<SignedIn> {
  refuseWhileClosed(deps.config);
  const { pending, user } = await getPending(deps, step);
  const { method, code, trust, from } = step;
  const since = await checkFactor(deps, {
    userId: user.id,
    purpose: "sign_in",
    method,
    code,
    codeSubject: pending.codeSubject,
    limitSubject: await secondStepSubject(deps, pending),
    from,
  });
  return completeSignIn(deps, { pending, user, given: givenOf(method, since), trust, from });
}

/** What the browser needs to ask for one of this person's passkeys. Throws `SESSION_EXPIRED` as above. */
export async function askForSecondStepPasskey(deps: Services, cookies: PendingCookies) {
  const { pending, user } = await getPending(deps, cookies);
  const passkeys = await asSystem(deps.database, (tx) => listPasskeyRows(tx, user.id));
  return askForPasskey(deps, { use: "second_step", subject: pending.codeSubject }, passkeys);
}

/**
 * The same with a passkey. Throws what `checkPasskey` throws, and `SESSION_EXPIRED` as above. A wrong answer ends nothing:
 * the other ways are still there.
 */
export async function finishSignInByPasskey(
  deps: Services,
  step: PendingCookies & { credential: Assertion; from: From },
): Promise<SignedIn> {
  refuseWhileClosed(deps.config);
  const { pending, user } = await getPending(deps, step);
  const { credential, from } = step;
  const { createdAt: since } = await checkPasskey(deps, {
    use: "second_step",
    subject: pending.codeSubject,
    ownerId: user.id,
    credential,
    from,
  });
  return completeSignIn(deps, { pending, user, given: { factor: "passkey", since }, trust: false, from });
}

/** A factor has been checked: ends the pending sign-in, once, and starts the session. Throws `SESSION_EXPIRED` else. */
async function completeSignIn(
  deps: Services,
  done: { pending: PendingSignIn; user: User } & Pick<SessionStart, "given" | "trust" | "from">,
): Promise<SignedIn> {
  const { pending, user, given, trust, from } = done;
  if (!(await pending.end())) throw over();
  const { passwordMark, deviceHash, remember, returnTo } = pending;
  const start = { user, passwordMark, deviceHash, remember, given, trust, from };
  const tokens = await startSession(deps, start);
  if (!tokens) throw over();
  return { state: "signed_in", tokens, user, returnTo };
}

function givenOf(factor: CodeFactor, since: Date | null): SessionStart["given"] {
  return factor === "mailed_code" ? { factor } : { factor, since };
}

/** Another code for the same sign-in. Throws as `sendCode` does, and `SESSION_EXPIRED`. */
export async function resendSignInCode(deps: Services, step: PendingCookies & { from: From }): Promise<void> {
  const { pending, user } = await getPending(deps, step);
  await sendCode(deps, {
    user,
    purpose: "sign_in",
    subject: pending.codeSubject,
    until: pending.expiresAt,
    limitSubject: await secondStepSubject(deps, pending),
    from: step.from,
  });
}

/** The sign-in under way in this browser and who it is. Throws AppError `unauthenticated`/`SESSION_EXPIRED`. */
export async function getPending(
  deps: Services,
  cookies: PendingCookies,
): Promise<{ pending: PendingSignIn; user: User }> {
  const pending = await findPending(deps, cookies);
  const user = pending && (await asSystem(deps.database, (tx) => findUser(tx, pending.userId)));
  // Somebody may have closed the login since the password was right.
  if (!pending || user?.status !== "active") throw over();
  return { pending, user };
}

function over(): AppError {
  return new AppError("unauthenticated", { reason: "SESSION_EXPIRED" });
}
