import { SECOND_STEP, waysOf, type Factor } from "#domain/auth/second-step.ts";
import { AppError } from "#domain/shared/errors.ts";
import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { findLastEmailChange } from "#db/repositories/email-changes.server.ts";
import { findMapping } from "#db/repositories/id-mappings.server.ts";
import { findKnownDevice, rememberDevice } from "#db/repositories/known-devices.server.ts";
import { insertSessionFamily } from "#db/repositories/sessions.server.ts";
import { findUserWithSecret, holdPassword, recordSignIn, type User } from "#db/repositories/users.server.ts";
import { asSystem, type SystemTx } from "#db/row-security.server.ts";
import { requestInvoiceIndex } from "~/platform/queue/request-invoice-index.server.ts";
import type { Services } from "~/services.ts";
import { hashText } from "~/platform/security/keys.server.ts";
import type { Tokens } from "~/platform/security/sessions.server.ts";
import { readEnrolled } from "~/features/factors/enrolled.server.ts";
import { tellFactorNews } from "~/features/factors/factor-news.server.ts";
import { auditFrom, type From } from "./from.ts";
import { mailNewDevice } from "./mail-new-device.server.ts";

export type SessionStart = {
  user: User;
  /** `passwordMark` of the password that was checked. */
  passwordMark: string;
  deviceHash: string;
  remember: boolean;
  /**
   * The factor that was checked, and since when its owner has had it; a mailbox's time is looked up here. Null: none was given,
   * which only a device that is trusted now gets in with.
   */
  given: { factor: Exclude<Factor, "mailed_code">; since: Date | null } | { factor: "mailed_code" } | null;
  /** Skip the second step on this device for a week. */
  trust: boolean;
  from: From;
};

/**
 * Turns proofs into a session, whatever page they were given on; session, device, audit entry and mail are written together.
 * Null when they are not enough: the password was changed since it was checked (whoever changed it has ended all sessions
 * but this), the factor is none that this login takes, or none was given and the device is not trusted. Throws AppError
 * `conflict`/`MAPPING_MISSING` when they have no billing account yet.
 */
export async function startSession(deps: Services, start: SessionStart): Promise<Tokens | null> {
  const { database, sessions, queue, now, origin, config } = deps;
  const { user, passwordMark, deviceHash, remember, given, trust, from } = start;
  const { mapping, since } = await asSystem(database, async (tx) => ({
    mapping: await findMapping(tx, user.id),
    since: given?.factor === "mailed_code" ? await findLastEmailChange(tx, user.id) : (given?.since ?? null),
  }));
  if (!mapping) throw new AppError("conflict", { reason: "MAPPING_MISSING" });

  const at = now();
  const { familyId, tokens, expiresAt } = await sessions.start({
    userId: user.id,
    clientId: mapping.whmcsClientId,
    name: user.displayName,
    remember,
    proof: given && { factor: given.factor, at: at.getTime(), since: since?.getTime() ?? null },
  });
  const { ip, device, requestId } = auditFrom(from);
  const isStarted = await asSystem(database, async (tx) => {
    const current = await findUserWithSecret(tx, user.id);
    if (!current || markPassword(current) !== passwordMark || !(await holdPassword(tx, current)))
      return false;
    if (!(await isEnough(tx, start, at))) return false;
    await insertSessionFamily(tx, {
      id: familyId,
      userId: user.id,
      expiresAt,
      remember,
      device,
      deviceHash,
      ip,
      now: at,
    });
    await recordSignIn(tx, user.id, at);
    await requestInvoiceIndex(deps, tx, { userId: user.id, clientId: mapping.whmcsClientId });
    const isNew = await rememberDevice(tx, {
      userId: user.id,
      deviceHash,
      device,
      ...(trust ? { trustedUntil: new Date(at.getTime() + SECOND_STEP.trustMs) } : {}),
      now: at,
    });
    if (isNew) await mailNewDevice(tx, { queue, user, device, at, origin, company: config.company });
    // Last, as everywhere: from here on every other entry waits for this transaction.
    if (given?.factor === "recovery_code")
      await tellFactorNews(deps, tx, { type: "recovery_codes.used", user, from });
    await recordAuditEvent(tx, {
      userId: user.id,
      type: "sign_in.succeeded",
      at,
      requestId,
      ip,
      device,
      detail: { factor: given?.factor ?? "trusted_device" },
    });
    return true;
  });
  if (isStarted) return tokens;
  await sessions.end(familyId);
  return null;
}

/** Looked up with the login's lock in hand: a factor enrolled a moment ago counts, and one removed does not. */
async function isEnough(tx: SystemTx, { user, deviceHash, given }: SessionStart, at: Date): Promise<boolean> {
  if (given === null) {
    const device = await findKnownDevice(tx, { userId: user.id, deviceHash });
    return (device?.trustedUntil?.getTime() ?? 0) > at.getTime();
  }
  // Was used up by being given, perhaps as the last.
  if (given.factor === "recovery_code") return true;
  return waysOf(await readEnrolled(tx, user.id)).includes(given.factor);
}

/** Tells one password of a login from the next; kept beside a pending sign-in, where the hash itself has no business. */
export function markPassword({ passwordHash }: { passwordHash: string | null }): string {
  return hashText(passwordHash ?? "");
}
