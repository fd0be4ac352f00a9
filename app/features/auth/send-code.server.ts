import { AppError } from "#domain/shared/errors.ts";
import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { insertMail } from "#db/repositories/mail-outbox.server.ts";
import type { User } from "#db/repositories/users.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { Deps } from "~/platform/http/owner.ts";
import { writeCodeMail } from "./code-mail.server.ts";
import { summariseDevice } from "./device.ts";
import { readWays } from "./enrolled.server.ts";
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
export async function sendCode(deps: Deps, send: CodeToSend): Promise<void> {
  const { database, queue, limits, now, origin, config } = deps;
  const { user, purpose, subject, until, limitSubject, from } = send;
  const ways = await readWays(deps, user.id);
  if (!ways.includes("mailed_code")) throw new AppError("invalid_input", { reason: "VALIDATION_FAILED" });
  await limits.use("mailedCode", limitSubject);
  const { code, reference, expiresAt } = await issueCode(deps, subject, until).catch(
    async (error: unknown) => {
      await limits.giveBack("mailedCode", limitSubject);
      throw error;
    },
  );

  const { language, displayName: name } = user;
  const device = summariseDevice(from.userAgent);
  const mail = writeCodeMail({
    ...{ language, name, purpose, code, reference, expiresAt, device, origin },
    company: config.company,
  });
  await asSystem(database, async (tx) => {
    const at = now();
    const mailId = await insertMail(tx, {
      ...mail,
      userId: user.id,
      toAddress: user.email,
      template: "code",
      language,
      now: at,
    });
    await queue.enqueue(tx, "send-mail", { mailId });
    await recordAuditEvent(tx, {
      userId: user.id,
      type: "second_step.code_sent",
      at,
      ...auditFrom(from),
      detail: { purpose },
    });
  });
}
