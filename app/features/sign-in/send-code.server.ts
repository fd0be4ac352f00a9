import { AppError } from "#domain/shared/errors.ts";
import type { UserId } from "#domain/shared/ids.ts";
import type { Language } from "#domain/shared/money.ts";
import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import type { User } from "#db/repositories/users.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { queueMail } from "~/platform/mail/queue-mail.server.ts";
import type { Services } from "~/services.ts";
import type { LimitName } from "~/platform/security/limits.server.ts";
import { writeCodeMail, type CodePurpose } from "./code-mail.server.ts";
import { summariseDevice } from "~/features/sessions/device.ts";
import { readWays } from "~/features/factors/enrolled.server.ts";
import { auditFrom, type From } from "./from.ts";
import { issueCode } from "./one-time-code.server.ts";

export type CodeToSend = {
  user: Pick<User, "id" | "email" | "displayName" | "language">;
  purpose: "sign_in" | "step_up";
  /** What the code is for: it is worth something there and nowhere else. */
  subject: string;
  /** When the sign-in it belongs to is over (epoch ms). */
  until?: number;
  /** Whom codes without success are counted for, see `secondStepSubject`. */
  limitSubject: string;
  from: From;
};

/**
 * Mails a new code; mail, job and audit entry are written together or not at all. Throws AppError `rate_limited` within
 * a minute of the code before, and after ten codes in an hour that led to nothing; `invalid_input`/`VALIDATION_FAILED` for a
 * person whose app makes their codes.
 */
export async function sendCode(deps: Services, send: CodeToSend): Promise<void> {
  const { user, limitSubject, ...code } = send;
  const ways = await readWays(deps, user.id);
  if (!ways.includes("mailed_code")) throw new AppError("invalid_input", { reason: "VALIDATION_FAILED" });
  const { id: userId, email, displayName: name, language } = user;
  await mailCode(deps, { ...code, userId, email, name, language, limit: ["mailedCode", limitSubject] });
}

export type CodeMailing = Omit<CodeToSend, "user" | "purpose" | "limitSubject"> & {
  purpose: CodePurpose;
  /** Null for somebody who has no login, or of whom we do not want to know. */
  userId: UserId | null;
  email: string;
  name: string;
  language: Language;
  limit: [LimitName, subject: string];
};

/** As `sendCode`, to any address. Throws AppError `rate_limited`. */
export async function mailCode(deps: Services, mailing: CodeMailing): Promise<void> {
  const { database, queue, limits, now, origin, config } = deps;
  const { userId, email, name, language, purpose, subject, until, limit, from } = mailing;
  await limits.use(...limit);
  const { code, reference, expiresAt } = await issueCode(deps, subject, until).catch(
    async (error: unknown) => {
      await limits.giveBack(...limit);
      throw error;
    },
  );

  const device = summariseDevice(from.userAgent);
  const mail = writeCodeMail({
    language,
    name,
    purpose,
    code,
    reference,
    expiresAt,
    device,
    origin,
    company: config.company,
  });
  await asSystem(database, async (tx) => {
    const at = now();
    await queueMail(queue, tx, {
      ...mail,
      userId,
      toAddress: email,
      template: "code",
      language,
      now: at,
    });
    await recordAuditEvent(tx, {
      userId,
      type: "second_step.code_sent",
      at,
      ...auditFrom(from),
      detail: { purpose },
    });
  });
}
