import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { deleteAuthenticatorsSince } from "#db/repositories/authenticators.server.ts";
import { listFormerEmails } from "#db/repositories/email-changes.server.ts";
import { forgetDevices } from "#db/repositories/known-devices.server.ts";
import { deletePasskeysSince } from "#db/repositories/passkeys.server.ts";
import { deleteRecoveryCodesSince } from "#db/repositories/recovery-codes.server.ts";
import { endSessionFamilies } from "#db/repositories/sessions.server.ts";
import { holdUser } from "#db/repositories/users.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { queueMail } from "~/platform/mail/queue-mail.server.ts";
import { formatMailTime, writeMail } from "~/platform/mail/write-mail.server.ts";
import type { Services } from "~/services.ts";
import type { StaffOrder } from "./staff-sessions.server.ts";

type Parts = Pick<Services, "database" | "queue" | "now" | "origin" | "config">;

/** Before the first of them. */
const ALWAYS = new Date(0);

/**
 * For an owner who has lost every way to confirm a sign-in: all of them are gone, and the next sign-in asks for the password and a code
 * by mail. Who asked for it may not have been the owner, so every device is signed out and unknown, and the owner is told, at an address
 * that they had lately too. Returns how many sessions ended; null for a login that is gone.
 */
export async function resetFactors(
  deps: Parts & { sessions: Pick<Services["sessions"], "end"> },
  { userId, ticket }: StaffOrder,
): Promise<number | null> {
  const { database, sessions, queue, config, origin, now } = deps;
  const at = now();
  return asSystem(database, async (tx) => {
    const user = await holdUser(tx, userId);
    if (!user) return null;
    await deletePasskeysSince(tx, userId, ALWAYS);
    await deleteAuthenticatorsSince(tx, userId, ALWAYS);
    await deleteRecoveryCodesSince(tx, userId, ALWAYS);
    await forgetDevices(tx, userId);
    const ended = await endSessionFamilies(tx, { userId, reason: "by_staff", now: at });
    const { language, displayName: name } = user;
    const mail = writeMail({
      language,
      name,
      company: config.company,
      origin,
      subject: "mail.factorsReset.subject",
      paragraphs: ["mail.factorsReset.what", "mail.time", "mail.loginReopened.ask", "mail.portal"],
      values: { time: formatMailTime(at, language) },
    });
    for (const toAddress of [user.email, ...(await listFormerEmails(tx, userId, at))])
      await queueMail(queue, tx, {
        ...mail,
        userId,
        toAddress,
        template: "factors-reset",
        language,
        now: at,
      });
    const detail = { ticket, sessionsEnded: ended.length };
    await recordAuditEvent(tx, { userId, type: "login.factors_reset", at, detail });
    // Before the commit, as wherever sessions end.
    await sessions.end(...ended);
    return ended.length;
  });
}
