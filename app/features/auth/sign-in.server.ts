import { waysOf } from "#domain/auth/second-step.ts";
import { AppError, isAppError } from "#domain/shared/errors.ts";
import { UserIdSchema } from "#domain/shared/ids.ts";
import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { findMapping } from "#db/repositories/id-mappings.server.ts";
import { findKnownDevice } from "#db/repositories/known-devices.server.ts";
import { findUserByEmail, foldEmail, type User, type UserWithSecret } from "#db/repositories/users.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { Services } from "~/services.ts";
import { hashText } from "~/platform/security/keys.server.ts";
import { verifyPassword } from "~/platform/security/passwords.server.ts";
import type { Tokens } from "~/platform/security/sessions.server.ts";
import { secondStepSubject } from "./check-factor.server.ts";
import { readEnrolled } from "./enrolled.server.ts";
import { auditFrom, type From } from "./from.ts";
import { beginPending, findPending } from "./pending-sign-in.server.ts";
import { sendCode } from "./send-code.server.ts";
import { refuseWhileClosed } from "./maintenance.server.ts";
import { markPassword, startSession } from "./start-session.server.ts";

/** Stands in where there is no user, so that an unknown address costs the same look-ups as a known one. */
const NOBODY = UserIdSchema.parse("00000000-0000-4000-8000-000000000000");

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
 * code is mailed unless an app makes their codes. Throws AppError `unauthenticated`/`INVALID_CREDENTIALS` for an unknown
 * address and for a wrong password alike, after the same work; `rate_limited` when the address has had too many wrong
 * ones from this source, or the source too many whatever the address (a device that signed in before has a count of its own, so a stranger cannot lock the owner
 * out); `provider_unavailable`/`MAINTENANCE` while sign-in is closed or the session store is away; `conflict`/
 * `MAPPING_MISSING` when the user has no billing account yet.
 */
export async function signIn(deps: Services, attempt: SignInAttempt): Promise<SignedIn | SecondStepAsked> {
  const { config, database, limits, now } = deps;
  refuseWhileClosed(config);

  const deviceHash = hashText(attempt.deviceId);
  const { user, knownDevice } = await asSystem(database, async (tx) => {
    const found = await findUserByEmail(tx, attempt.email);
    const device = await findKnownDevice(tx, { userId: found?.id ?? NOBODY, deviceHash });
    return { user: found, knownDevice: device };
  });

  const subject = `${foldEmail(attempt.email)} ${knownDevice ? deviceHash : attempt.clientIp}`;
  await countAttempt(deps, attempt, {
    subject,
    onFirstRefusal: () => recordRefusal(deps, attempt, { type: "sign_in.limited", user }),
  });

  const isRight = await verifyPassword(user?.passwordHash ?? null, attempt.password);
  if (!user || !isRight || user.status !== "active") {
    await recordRefusal(deps, attempt, { type: "sign_in.failed", user });
    throw new AppError("unauthenticated", { reason: "INVALID_CREDENTIALS" });
  }
  await limits.giveBack("signInSource", attempt.clientIp);
  await limits.reset("signInAddress", subject);

  const { remember, returnTo } = attempt;
  const isTrusted = (knownDevice?.trustedUntil?.getTime() ?? 0) > now().getTime();
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

/**
 * Counts the attempt as a wrong one before the password is compared, or parallel guesses would all pass; what turns out
 * not to be a wrong one is given back, since one source may be a whole carrier's customers.
 */
async function countAttempt(
  { limits }: Services,
  { clientIp }: SignInAttempt,
  { subject, onFirstRefusal }: { subject: string; onFirstRefusal: () => Promise<void> },
): Promise<void> {
  await limits.use("signInSource", clientIp, onFirstRefusal);
  try {
    await limits.use("signInAddress", subject, onFirstRefusal);
  } catch (error) {
    await limits.giveBack("signInSource", clientIp);
    throw error;
  }
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

/** Written for a known and an unknown address alike, so that neither answer takes longer. */
async function recordRefusal(
  { database, now }: Services,
  attempt: SignInAttempt,
  { type, user }: { type: "sign_in.failed" | "sign_in.limited"; user: UserWithSecret | null },
): Promise<void> {
  await asSystem(database, (tx) =>
    recordAuditEvent(tx, {
      userId: user?.id ?? null,
      type,
      at: now(),
      ...auditFrom(attempt),
    }),
  );
}
