import { mailboxOf } from "#domain/auth/get-started-forms.ts";
import { isAppError, isUnavailable } from "#domain/shared/errors.ts";
import type { Language } from "#domain/shared/money.ts";
import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { Services } from "~/services.ts";
import { safeReturnTo } from "~/platform/page/return-to.ts";
import { hashText } from "~/platform/security/keys.server.ts";
import { auditFrom, type From } from "~/features/sign-in/from.ts";
import { refuseWhileClosed } from "~/features/sign-in/maintenance.server.ts";
import { takeCode } from "~/features/sign-in/one-time-code.server.ts";
import { mailCode } from "~/features/sign-in/send-code.server.ts";
import { lookUp } from "./look-up.server.ts";
import {
  beginStart,
  getStart,
  markVerified,
  type StartCookies,
  type StartToken,
  type StartWish,
} from "./start-token.server.ts";

/**
 * A person wants to get started: mails a code to the address, whoever has it. Nothing is looked up before the code is right, so
 * that answer, mail and time are the same for every address. Returns the value of the cookie that leads on. Throws AppError
 * `rate_limited` for too many from one source or to one mailbox; `provider_unavailable`/`MAINTENANCE`.
 */
export async function startWithAddress(
  deps: Services,
  start: {
    email: string;
    deviceId: string;
    language: Language;
    from: From;
    returnTo?: string | null | undefined;
    wish?: StartWish;
  },
): Promise<string> {
  const { config, limits } = deps;
  const { email, deviceId, language, from, wish } = start;
  refuseWhileClosed(config);
  await limits.use("startSource", from.clientIp);
  await limits.use("startAll", "all");
  const returnTo = safeReturnTo(start.returnTo);
  const startId = await beginStart(deps, { email, deviceHash: hashText(deviceId), returnTo, wish });
  await sendStartCode(deps, { token: await getStart(deps, { startId, deviceId }), language, from });
  return startId;
}

/** Another code for the same address. Throws AppError `rate_limited`, or `SESSION_EXPIRED` when there is no start. */
export async function resendStartCode(
  deps: Services,
  { language, from, ...cookies }: StartCookies & { language: Language; from: From },
): Promise<void> {
  const token = await getStart(deps, cookies);
  await deps.limits.use("startSource", from.clientIp);
  await deps.limits.use("startAll", "all");
  await sendStartCode(deps, { token, language, from });
}

function sendStartCode(
  deps: Services,
  { token, language, from }: { token: StartToken; language: Language; from: From },
): Promise<void> {
  const { email, codeSubject: subject, expiresAt: until } = token;
  // No name, also where there is one: whoever typed the address is nobody yet.
  const recipient = { userId: null, email, name: "", language };
  const limit: ["startAddress", string] = ["startAddress", mailboxOf(email)];
  return mailCode(deps, { ...recipient, purpose: "get_started", subject, until, limit, from });
}

/**
 * Takes the code, and looks up whose address it is; where a system does not answer that is left for the next page. Throws
 * AppError `OTP_INVALID`, `OTP_EXPIRED`, `OTP_ATTEMPTS_EXCEEDED` or `RATE_LIMITED`, each written into the audit log, and
 * `SESSION_EXPIRED`.
 */
export async function proveAddress(
  deps: Services,
  { code, from, ...cookies }: StartCookies & { code: string; from: From },
): Promise<void> {
  refuseWhileClosed(deps.config);
  const token = await getStart(deps, cookies);
  if (token.isVerified) return;
  // Counted before the comparison, or parallel guesses would all pass.
  await deps.limits.use("startCode", from.clientIp, () => recordWrongCode(deps, { isUsedUp: true, from }));
  try {
    await takeCode(deps, token.codeSubject, code);
  } catch (error) {
    if (isAppError(error) && error.expected && error.code !== "provider_unavailable")
      await recordWrongCode(deps, { isUsedUp: error.code === "rate_limited", from });
    throw error;
  }
  await deps.limits.giveBack("startCode", from.clientIp);
  const verified = await markVerified(token);
  await lookUp(deps, verified).catch((error: unknown) => {
    if (!isUnavailable(error)) throw error;
    deps.logger.warn({ event: "registration.lookup_failed", err: error }, "nobody can be looked up");
  });
}

async function recordWrongCode(
  { database, now }: Services,
  { isUsedUp, from }: { isUsedUp: boolean; from: From },
): Promise<void> {
  await asSystem(database, (tx) =>
    recordAuditEvent(tx, {
      userId: null,
      type: isUsedUp ? "second_step.attempts_exceeded" : "second_step.failed",
      at: now(),
      ...auditFrom(from),
      detail: { purpose: "get_started", method: "mailed_code" },
    }),
  );
}
