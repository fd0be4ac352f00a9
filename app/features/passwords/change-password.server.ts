import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { beginIdempotent, finishIdempotent, isIdempotentDone } from "#db/repositories/idempotency.server.ts";
import { findUserWithSecret, holdPassword } from "#db/repositories/users.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { hasStrongFactor } from "#domain/auth/second-step.ts";
import { AppError } from "#domain/shared/errors.ts";
import type { UserId } from "#domain/shared/ids.ts";
import type { Services } from "~/services.ts";
import { hashPassword, verifyPassword } from "~/platform/security/passwords.server.ts";
import { readEnrolled } from "~/features/factors/enrolled.server.ts";
import { auditFrom, type From } from "~/features/sign-in/from.ts";
import { checkNewPassword, type NewPassword, type PasswordFormFaults } from "./password-check.server.ts";
import { setPassword } from "./set-password.server.ts";

export type PasswordChange = NewPassword & {
  userId: UserId;
  /** The session that asks; it stays. */
  familyId: string;
  currentPassword: string;
  idempotencyKey: string;
  from: From;
};

/** Instead of a hash of the form: a fast hash of a password must not lie in the database. What was sent is compared below. */
const BODY = "password-change";

/**
 * Replaces the password of somebody who knows it. Returns the faults of the form, none when it is done; the repeat of a
 * form that was done gets the same answer. Throws AppError `rate_limited` after five wrong current passwords,
 * `conflict`/`IDEMPOTENCY_CONFLICT` for a used key with another password, `not_found` when the login is gone.
 */
export async function changePassword(deps: Services, change: PasswordChange): Promise<PasswordFormFaults> {
  const { database, limits, now, config } = deps;
  const { userId, idempotencyKey: key, currentPassword, newPassword } = change;
  if (currentPassword === "") return { currentPassword: "missing" };
  // Counted before the comparison, or parallel guesses would all pass the check.
  await limits.use("passwordChange", userId);
  const { user, enrolled, isDone } = await asSystem(database, async (tx) => ({
    enrolled: await readEnrolled(tx, userId),
    user: await findUserWithSecret(tx, userId),
    isDone: await isIdempotentDone(tx, { userId, key, now: now() }),
  }));
  if (!user) throw new AppError("not_found", { reason: "NOT_FOUND" });
  if (isDone) return answerRepeat(user.passwordHash, newPassword);

  if (!(await verifyPassword(user.passwordHash, currentPassword))) {
    await recordRefusal(deps, change);
    return { currentPassword: "wrong" };
  }
  await limits.reset("passwordChange", userId);
  const faults = checkNewPassword(change, {
    user,
    hasStrongFactor: hasStrongFactor(enrolled),
    company: config.company,
  });
  if (Object.keys(faults).length > 0) return faults;

  const passwordHash = await hashPassword(newPassword);
  const { familyId: keepFamilyId, from } = change;
  const { passwordHash: checked } = user;
  const outcome = await asSystem(database, async (tx) => {
    const call = await beginIdempotent(tx, { userId, key, bodyHash: BODY, now: now() });
    if (call.state !== "first") return "repeated";
    if (!(await holdPassword(tx, { id: userId, passwordHash: checked }))) return "overtaken";
    await setPassword(deps, tx, { user, passwordHash, keepFamilyId, event: "password.changed", from });
    await finishIdempotent(tx, { userId, key, status: 303, response: null });
    return "done";
  });
  if (outcome === "done") return {};
  const current = await asSystem(database, (tx) => findUserWithSecret(tx, userId));
  return answerRepeat(current?.passwordHash ?? null, newPassword);
}

/** The second press of the button is as good as the first, when it says the same. */
async function answerRepeat(stored: string | null, newPassword: string): Promise<PasswordFormFaults> {
  if (await verifyPassword(stored, newPassword)) return {};
  throw new AppError("conflict", { reason: "IDEMPOTENCY_CONFLICT" });
}

async function recordRefusal({ database, now }: Services, { userId, from }: PasswordChange): Promise<void> {
  await asSystem(database, (tx) =>
    recordAuditEvent(tx, { userId, type: "password.change_refused", at: now(), ...auditFrom(from) }),
  );
}
