import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { forgetDevices } from "#db/repositories/known-devices.server.ts";
import { voidPasswordResets } from "#db/repositories/password-resets.server.ts";
import { endSessionFamilies } from "#db/repositories/sessions.server.ts";
import { holdUser, setStatus, type User } from "#db/repositories/users.server.ts";
import { asSystem, type SystemTx } from "#db/row-security.server.ts";
import type { Services } from "~/services.ts";
import { queueMail } from "~/platform/mail/queue-mail.server.ts";
import { formatMailTime, writeMail } from "~/platform/mail/write-mail.server.ts";
import type { StaffOrder } from "./staff-sessions.server.ts";

type Parts = Pick<Services, "database" | "queue" | "now" | "origin" | "config">;

export type CloseOutcome = { state: "closed"; sessionsEnded: number } | { state: "unchanged" };

/**
 * Closes a login by an operator's hand: every session ends at once, and nobody gets in any more, by password, passkey or a mailed
 * link. Whoever tries is told what a wrong password is told: what has become of the login is in a mail to its owner, and nothing for
 * strangers. Orders, bills and services stay as they are.
 */
export async function closeLogin(
  deps: Parts & { sessions: Pick<Services["sessions"], "end"> },
  { userId, ticket }: StaffOrder,
): Promise<CloseOutcome> {
  const { database, sessions, now } = deps;
  const at = now();
  return asSystem(database, async (tx) => {
    // Whoever is signing in holds the same lock: they are in before this and end here, or come after it and are refused.
    const user = await holdUser(tx, userId);
    if (user?.status !== "active") return { state: "unchanged" };
    await setStatus(tx, { id: userId, status: "disabled", now: at });
    const ended = await endSessionFamilies(tx, { userId, reason: "by_staff", now: at });
    // Otherwise they would be good again once it is reopened.
    await forgetDevices(tx, userId);
    await voidPasswordResets(tx, userId, at);
    await tellOwner(deps, tx, { user, what: "closed" });
    const detail = { ticket, sessionsEnded: ended.length };
    await recordAuditEvent(tx, { userId, type: "login.closed", at, detail });
    // Before the commit, as wherever sessions end.
    await sessions.end(...ended);
    return { state: "closed", sessionsEnded: ended.length };
  });
}

/** Takes that back: the owner signs in with what they had. Every device asks for the second step again. */
export async function reopenLogin(
  deps: Parts,
  { userId, ticket }: StaffOrder,
): Promise<{ state: "reopened" | "unchanged" }> {
  const { database, now } = deps;
  const at = now();
  return asSystem(database, async (tx) => {
    const user = await holdUser(tx, userId);
    if (user?.status !== "disabled") return { state: "unchanged" };
    await setStatus(tx, { id: userId, status: "active", now: at });
    await tellOwner(deps, tx, { user, what: "reopened" });
    await recordAuditEvent(tx, { userId, type: "login.reopened", at, detail: { ticket } });
    return { state: "reopened" };
  });
}

const MAILS = {
  closed: {
    subject: "mail.loginClosed.subject",
    paragraphs: ["mail.loginClosed.what", "mail.time", "mail.loginClosed.stays", "mail.loginClosed.ask"],
  },
  reopened: {
    subject: "mail.loginReopened.subject",
    paragraphs: ["mail.loginReopened.what", "mail.time", "mail.loginReopened.ask", "mail.portal"],
  },
} as const;

async function tellOwner(
  { queue, config, origin, now }: Parts,
  tx: SystemTx,
  { user, what }: { user: User; what: keyof typeof MAILS },
): Promise<void> {
  const { id: userId, email: toAddress, language, displayName: name } = user;
  const at = now();
  const mail = writeMail({
    language,
    name,
    company: config.company,
    origin,
    ...MAILS[what],
    values: { time: formatMailTime(at, language) },
  });
  const template = `login-${what}`;
  await queueMail(queue, tx, { ...mail, userId, toAddress, template, language, now: at });
}
