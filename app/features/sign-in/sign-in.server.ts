import { waysOf } from "#domain/auth/second-step.ts";
import { AppError, isAppError } from "#domain/shared/errors.ts";
import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { findMapping } from "#db/repositories/id-mappings.server.ts";
import type { User, UserWithSecret } from "#db/repositories/users.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { Services } from "~/services.ts";
import { hashText } from "~/platform/security/keys.server.ts";
import type { Tokens } from "~/platform/security/sessions.server.ts";
import { checkPassword } from "./check-password.server.ts";
import { secondStepSubject } from "~/features/factors/check-factor.server.ts";
import { readEnrolled } from "~/features/factors/enrolled.server.ts";
import { auditFrom, type From } from "./from.ts";
import { beginPending, findPending } from "./pending-sign-in.server.ts";
import { sendCode } from "./send-code.server.ts";
import { refuseWhileClosed } from "./maintenance.server.ts";
import { markPassword, startSession } from "./start-session.server.ts";

export type SignInAttempt = From & {
  email: string;
  password: string;
  remember: boolean;
  /** A path of this site: where to go once signed in. */
  returnTo: string;
  /** Value of the device cookie; a fresh one is given out with the answer when absent. */
  deviceId: string;
};

export type SignedIn = {
  state: "signed_in";
  tokens: Tokens;
  user: Pick<User, "id" | "language" | "theme">;
  returnTo: string;
};
/** The password was right; `pendingId` is the cookie that leads to the second step. */
export type SecondStepAsked = { state: "second_step"; pendingId: string };

/**
 * Checks address and password. A trusted device signs in with that; everybody else has a second step to do, for which a
 * code is mailed unless an app makes their codes. Throws what `checkPassword` throws; `provider_unavailable`/`MAINTENANCE`
 * while sign-in is closed or the session store is away; `conflict`/`MAPPING_MISSING` when the user has no billing account yet.
 */
export async function signIn(deps: Services, attempt: SignInAttempt): Promise<SignedIn | SecondStepAsked> {
  refuseWhileClosed(deps.config);
  const { email, password, remember, returnTo } = attempt;
  const deviceHash = hashText(attempt.deviceId);
  const { user, isTrusted } = await checkPassword(deps, { email, password, deviceHash, from: attempt });

  if (!isTrusted) return askSecondStep(deps, attempt, { user, deviceHash });
  const tokens = await startSession(deps, {
    user,
    passwordMark: markPassword(user),
    deviceHash,
    remember,
    given: null,
    trust: false,
    from: attempt,
  });
  if (!tokens) throw new AppError("unauthenticated", { reason: "INVALID_CREDENTIALS" });
  return { state: "signed_in", tokens, user, returnTo };
}

async function askSecondStep(
  deps: Services,
  attempt: SignInAttempt,
  { user, deviceHash }: { user: UserWithSecret; deviceHash: string },
): Promise<SecondStepAsked> {
  const { database, now } = deps;
  const { remember, returnTo, deviceId } = attempt;
  const { mapping, ways } = await asSystem(database, async (tx) => ({
    mapping: await findMapping(tx, user.id),
    ways: waysOf(await readEnrolled(tx, user.id)),
  }));
  if (!mapping) throw new AppError("conflict", { reason: "MAPPING_MISSING" });

  const pendingId = await beginPending(deps, {
    userId: user.id,
    passwordMark: markPassword(user),
    remember,
    returnTo,
    deviceHash,
  });
  const pending = await findPending(deps, { pendingId, deviceId });
  await asSystem(database, (tx) =>
    recordAuditEvent(tx, {
      userId: user.id,
      type: "sign_in.password_accepted",
      at: now(),
      ...auditFrom(attempt),
    }),
  );
  if (pending && ways.includes("mailed_code"))
    await sendCode(deps, {
      user,
      purpose: "sign_in",
      subject: pending.codeSubject,
      until: pending.expiresAt,
      limitSubject: await secondStepSubject(deps, { userId: user.id, deviceHash }),
      from: attempt,
    }).catch(passTooMany);
  return { state: "second_step", pendingId };
}

/** The page of the second step says that no code was sent; a recovery code or a passkey may still be there. */
function passTooMany(error: unknown): void {
  if (!isAppError(error) || error.code !== "rate_limited") throw error;
}
