import type { CodeFactor } from "#domain/auth/second-step.ts";
import { AppError, isAppError } from "#domain/shared/errors.ts";
import type { UserId } from "#domain/shared/ids.ts";
import { findLastEmailChange } from "#db/repositories/email-changes.server.ts";
import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { findKnownDevice } from "#db/repositories/known-devices.server.ts";
import { useRecoveryCode } from "#db/repositories/recovery-codes.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { Services } from "~/services.ts";
import { takeAuthenticatorCode } from "./authenticator-code.server.ts";
import { readWays } from "./enrolled.server.ts";
import { auditFrom, type From } from "~/features/sign-in/from.ts";
import { takeCode } from "~/features/sign-in/one-time-code.server.ts";
import { hashRecoveryCode } from "./recovery-code.server.ts";

export type FactorCheck = {
  userId: UserId;
  purpose: "sign_in" | "step_up";
  method: CodeFactor;
  /** As `VerifyFormSchema` reads it. */
  code: string;
  /** Whom a mailed code was sent for. */
  codeSubject: string;
  limitSubject: string;
  from: From;
};

/**
 * Whom wrong codes are counted for: the person, on each device that signed in before and everywhere else together. Who
 * guesses here knows the password already, so another source is no reason for another ten guesses; and a stranger cannot
 * lock the owner out on their own device (portal.md 3.1).
 */
export async function secondStepSubject(
  { database }: Pick<Services, "database">,
  key: { userId: UserId; deviceHash: string },
): Promise<string> {
  const device = await asSystem(database, (tx) => findKnownDevice(tx, key));
  return `${key.userId} ${device ? key.deviceHash : "elsewhere"}`;
}

/**
 * Takes one code of one factor. Throws AppError `OTP_INVALID`, `OTP_EXPIRED`, `OTP_ATTEMPTS_EXCEEDED` or `RATE_LIMITED`, each
 * written into the audit log, the last once while it lasts; `OTP_INVALID` too for a way that this person has not. Returns since
 * when it has been theirs.
 */
export async function checkFactor(deps: Services, check: FactorCheck): Promise<Date | null> {
  const { limits } = deps;
  let since: Date | null;
  // Counted before the comparison, or parallel guesses would all pass.
  await limits.use("secondStep", check.limitSubject, () => recordRefusal(deps, check, { isUsedUp: true }));
  try {
    since = await take(deps, check);
  } catch (error) {
    if (isAppError(error) && error.expected && error.code !== "provider_unavailable")
      await recordRefusal(deps, check, { isUsedUp: error.code === "rate_limited" });
    throw error;
  }
  await limits.reset("secondStep", check.limitSubject);
  await limits.reset("mailedCode", check.limitSubject);
  return since;
}

async function take(
  deps: Services,
  { userId, method, code, codeSubject }: FactorCheck,
): Promise<Date | null> {
  const { database, now } = deps;
  const ways = await readWays(deps, userId);
  if (!ways.includes(method)) refuse();
  switch (method) {
    case "mailed_code":
      await takeCode(deps, codeSubject, code);
      return asSystem(database, (tx) => findLastEmailChange(tx, userId));
    case "authenticator":
      return (await takeAuthenticatorCode(deps, userId, code)) ?? refuse();
    case "recovery_code": {
      const use = { userId, codeHash: hashRecoveryCode(userId, code), now: now() };
      return (await asSystem(database, (tx) => useRecoveryCode(tx, use))) ?? refuse();
    }
  }
}

function refuse(): never {
  throw new AppError("invalid_input", { reason: "OTP_INVALID" });
}

async function recordRefusal(
  { database, now }: Services,
  check: FactorCheck,
  { isUsedUp }: { isUsedUp: boolean },
): Promise<void> {
  const { userId, purpose, method, from } = check;
  await asSystem(database, (tx) =>
    recordAuditEvent(tx, {
      userId,
      type: isUsedUp ? "second_step.attempts_exceeded" : "second_step.failed",
      at: now(),
      ...auditFrom(from),
      detail: { purpose, method },
    }),
  );
}
