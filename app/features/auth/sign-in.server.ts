import { AppError, isAppError } from "#domain/shared/errors.ts";
import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { findMapping } from "#db/repositories/id-mappings.server.ts";
import { findKnownDevice, rememberDevice } from "#db/repositories/known-devices.server.ts";
import { insertSessionFamily } from "#db/repositories/sessions.server.ts";
import {
  findUserByEmail,
  foldEmail,
  holdPassword,
  recordSignIn,
  type UserWithSecret,
} from "#db/repositories/users.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { UserIdSchema } from "#domain/shared/ids.ts";
import type { Deps } from "~/platform/http/owner.ts";
import { hashText } from "~/platform/security/keys.server.ts";
import { verifyPassword } from "~/platform/security/passwords.server.ts";
import type { Tokens } from "~/platform/security/sessions.server.ts";
import { summariseDevice } from "./device.ts";
import { mailNewDevice } from "./mail-new-device.server.ts";

/** Stands in where there is no user, so that an unknown address costs the same look-ups as a known one. */
const NOBODY = UserIdSchema.parse("00000000-0000-4000-8000-000000000000");

export type SignInAttempt = {
  email: string;
  password: string;
  remember: boolean;
  /** Value of the device cookie; a fresh one is given out with the answer when absent. */
  deviceId: string;
  clientIp: string;
  userAgent: string;
  requestId: string;
};

export type SignedIn = { tokens: Tokens; user: Pick<UserWithSecret, "id" | "language" | "theme"> };

/**
 * Checks address and password and starts a session. Throws AppError `unauthenticated`/`INVALID_CREDENTIALS` for an unknown
 * address and for a wrong password alike, after the same work; `rate_limited` when the address has had too many wrong
 * ones from this source, or the source too many whatever the address (a device that signed in before has a count of its own, so a stranger cannot lock the owner
 * out); `provider_unavailable`/`MAINTENANCE` while sign-in is closed or the session store is away; `conflict`/
 * `MAPPING_MISSING` when the user has no billing account yet.
 */
export async function signIn(deps: Deps, attempt: SignInAttempt): Promise<SignedIn> {
  const { config, database, limits } = deps;
  if (config.authMaintenance)
    throw new AppError("provider_unavailable", { reason: "MAINTENANCE", retryAfter: 600 });

  const deviceHash = hashText(attempt.deviceId);
  const { user, isKnownDevice } = await asSystem(database, async (tx) => {
    const found = await findUserByEmail(tx, attempt.email);
    const device = await findKnownDevice(tx, { userId: found?.id ?? NOBODY, deviceHash });
    return { user: found, isKnownDevice: device !== null };
  });

  const subject = `${foldEmail(attempt.email)} ${isKnownDevice ? deviceHash : attempt.clientIp}`;
  try {
    await countAttempt(deps, attempt, subject);
  } catch (error) {
    if (isAppError(error) && error.code === "rate_limited")
      await recordRefusal(deps, attempt, { type: "sign_in.limited", user });
    throw error;
  }

  const isRight = await verifyPassword(user?.passwordHash ?? null, attempt.password);
  if (!user || !isRight || user.status !== "active") {
    await recordRefusal(deps, attempt, { type: "sign_in.failed", user });
    throw new AppError("unauthenticated", { reason: "INVALID_CREDENTIALS" });
  }
  await limits.giveBack("signInSource", attempt.clientIp);
  await limits.reset("signInAddress", subject);
  const tokens = await startSession(deps, attempt, { user, deviceHash });
  return { tokens, user };
}

/**
 * Counts the attempt as a wrong one before the password is compared, or parallel guesses would all pass; what turns out
 * not to be a wrong one is given back, since one source may be a whole carrier's customers.
 */
async function countAttempt({ limits }: Deps, { clientIp }: SignInAttempt, subject: string): Promise<void> {
  await limits.use("signInSource", clientIp);
  try {
    await limits.use("signInAddress", subject);
  } catch (error) {
    await limits.giveBack("signInSource", clientIp);
    throw error;
  }
}

async function startSession(
  { database, sessions, queue, now, origin, config }: Deps,
  attempt: SignInAttempt,
  { user, deviceHash }: { user: UserWithSecret; deviceHash: string },
): Promise<Tokens> {
  const mapping = await asSystem(database, (tx) => findMapping(tx, user.id));
  if (!mapping) throw new AppError("conflict", { reason: "MAPPING_MISSING" });

  const { familyId, tokens, expiresAt } = await sessions.start({
    userId: user.id,
    clientId: mapping.whmcsClientId,
    name: user.displayName,
    remember: attempt.remember,
  });
  const device = summariseDevice(attempt.userAgent);
  const isStarted = await asSystem(database, async (tx) => {
    if (!(await holdPassword(tx, user))) return false;
    const at = now();
    const { remember, clientIp: ip, requestId } = attempt;
    await insertSessionFamily(tx, {
      id: familyId,
      userId: user.id,
      expiresAt,
      remember,
      device,
      ip,
      now: at,
    });
    await recordSignIn(tx, user.id, at);
    await recordAuditEvent(tx, { userId: user.id, type: "sign_in.succeeded", at, requestId, ip, device });
    const isNew = await rememberDevice(tx, { userId: user.id, deviceHash, device, now: at });
    if (isNew) await mailNewDevice(tx, { queue, user, device, at, origin, company: config.company });
    return true;
  });
  if (!isStarted) {
    // The password was changed while this one was being checked: whoever changed it has ended all sessions but this.
    await sessions.end(familyId);
    throw new AppError("unauthenticated", { reason: "INVALID_CREDENTIALS" });
  }
  return tokens;
}

/** Written for a known and an unknown address alike, so that neither answer takes longer. */
async function recordRefusal(
  { database, now }: Deps,
  attempt: SignInAttempt,
  { type, user }: { type: "sign_in.failed" | "sign_in.limited"; user: UserWithSecret | null },
): Promise<void> {
  await asSystem(database, (tx) =>
    recordAuditEvent(tx, {
      userId: user?.id ?? null,
      type,
      at: now(),
      requestId: attempt.requestId,
      ip: attempt.clientIp,
      device: summariseDevice(attempt.userAgent),
    }),
  );
}
