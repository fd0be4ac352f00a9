import { SECOND_STEP, type Factor } from "#domain/auth/second-step.ts";
import { AppError } from "#domain/shared/errors.ts";
import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { findMapping } from "#db/repositories/id-mappings.server.ts";
import { rememberDevice } from "#db/repositories/known-devices.server.ts";
import { insertSessionFamily } from "#db/repositories/sessions.server.ts";
import { findUserWithSecret, holdPassword, recordSignIn, type User } from "#db/repositories/users.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { Services } from "~/services.ts";
import { hashText } from "~/platform/security/keys.server.ts";
import type { Tokens } from "~/platform/security/sessions.server.ts";
import { tellFactorNews } from "./factor-news.server.ts";
import { auditFrom, type From } from "./from.ts";
import { mailNewDevice } from "./mail-new-device.server.ts";

export type SessionStart = {
  user: User;
  /** `passwordMark` of the password that was checked. */
  passwordMark: string;
  deviceHash: string;
  remember: boolean;
  /** Null: the device is trusted, and no factor was given. `since`: from when on its owner has had it. */
  given: { factor: Factor; since: Date | null } | null;
  /** Skip the second step on this device for a week. */
  trust: boolean;
  from: From;
};

/**
 * Signs in a person who has proved themselves; session, device, audit entry and mail are written together. Null when the
 * password was changed since it was checked: whoever changed it has ended all sessions but this. Throws AppError
 * `conflict`/`MAPPING_MISSING` when they have no billing account yet.
 */
export async function startSession(deps: Services, start: SessionStart): Promise<Tokens | null> {
  const { database, sessions, queue, now, origin, config } = deps;
  const { user, passwordMark, deviceHash, remember, given, trust, from } = start;
  const mapping = await asSystem(database, (tx) => findMapping(tx, user.id));
  if (!mapping) throw new AppError("conflict", { reason: "MAPPING_MISSING" });

  const at = now();
  const { familyId, tokens, expiresAt } = await sessions.start({
    userId: user.id,
    clientId: mapping.whmcsClientId,
    name: user.displayName,
    remember,
    proof: given && { ...given, at: at.getTime(), since: given.since?.getTime() ?? null },
  });
  const { ip, device, requestId } = auditFrom(from);
  const isStarted = await asSystem(database, async (tx) => {
    const current = await findUserWithSecret(tx, user.id);
    if (!current || markPassword(current) !== passwordMark || !(await holdPassword(tx, current)))
      return false;
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
      ...{ requestId, ip, device },
      detail: { factor: given?.factor ?? "trusted_device" },
    });
    return true;
  });
  if (isStarted) return tokens;
  await sessions.end(familyId);
  return null;
}

/** Tells one password of a login from the next; kept beside a pending sign-in, where the hash itself has no business. */
export function markPassword({ passwordHash }: { passwordHash: string | null }): string {
  return hashText(passwordHash ?? "");
}
