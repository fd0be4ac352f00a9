import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { forgetDevices } from "#db/repositories/known-devices.server.ts";
import { voidPasswordResets } from "#db/repositories/password-resets.server.ts";
import { endSessionFamilies } from "#db/repositories/sessions.server.ts";
import { foldEmail, setPasswordHash, type User } from "#db/repositories/users.server.ts";
import type { SystemTx } from "#db/row-security.server.ts";
import { queueMail } from "~/platform/mail/queue-mail.server.ts";
import type { Services } from "~/services.ts";
import { auditFrom, type From } from "~/features/sign-in/from.ts";
import { writePasswordChangedMail } from "./password-mails.server.ts";

export type PasswordSetting = {
  user: Pick<User, "id" | "email" | "displayName" | "language">;
  passwordHash: string;
  /** The one session that stays; without it none does. */
  keepFamilyId?: string;
  event: "password.changed" | "password.reset";
  from: From;
};

/**
 * A new password and all that follows from it, in the caller's transaction, which holds the login's lock
 * (`holdPassword`): other sessions, known and trusted devices and reset links are worth nothing, the owner gets a mail, the audit log an entry. Second factors stay.
 *
 * Sessions end in the store before the commit: should that fail, people are signed out for nothing; the other way round a
 * stranger would stay signed in.
 */
export async function setPassword(
  { sessions, limits, queue, config, origin, now }: Services,
  tx: SystemTx,
  { user, passwordHash, keepFamilyId, event, from }: PasswordSetting,
): Promise<void> {
  const at = now();
  const { id: userId, language, displayName: name } = user;
  const seen = auditFrom(from);
  await setPasswordHash(tx, { id: userId, passwordHash, now: at });
  const ended = await endSessionFamilies(tx, {
    userId,
    reason: "password_changed",
    now: at,
    ...(keepFamilyId === undefined ? {} : { except: keepFamilyId }),
  });
  await forgetDevices(tx, userId);
  await voidPasswordResets(tx, userId, at);
  await queueMail(queue, tx, {
    ...writePasswordChangedMail({ language, name, company: config.company, at, device: seen.device, origin }),
    userId,
    toAddress: user.email,
    template: "password-changed",
    language,
    now: at,
  });
  const detail = { sessionsEnded: ended.length };
  await recordAuditEvent(tx, { userId, type: event, at, ...seen, detail });
  await sessions.end(...ended);
  // Whoever has the mailbox or the old password need not wait because others were guessing.
  await limits.reset("signInAccount", foldEmail(user.email));
}
