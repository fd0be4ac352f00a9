import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { deleteAuthenticatorsSince } from "#db/repositories/authenticators.server.ts";
import {
  findEmailChange,
  undoEmailChanges,
  type EmailChange,
} from "#db/repositories/email-changes.server.ts";
import { forgetDevices } from "#db/repositories/known-devices.server.ts";
import { deletePasskeysSince } from "#db/repositories/passkeys.server.ts";
import { voidPasswordResets } from "#db/repositories/password-resets.server.ts";
import { deleteRecoveryCodesSince } from "#db/repositories/recovery-codes.server.ts";
import { endSessionFamilies } from "#db/repositories/sessions.server.ts";
import { holdUser, setEmail, setPasswordHash } from "#db/repositories/users.server.ts";
import { asSystem, type SystemTx } from "#db/row-security.server.ts";
import { queueMail } from "~/platform/mail/queue-mail.server.ts";
import type { Services } from "~/services.ts";
import { hashText } from "~/platform/security/keys.server.ts";
import { writeEmailUndoneMail } from "./email-mails.server.ts";
import { startSyncEmail } from "./sync-email.server.ts";
import { auditFrom, type From } from "~/features/sign-in/from.ts";

export type UndoOutcome =
  | "done"
  /** Unknown, used up or too old: all the same to whoever holds it. */
  | "invalid"
  /** The old address belongs to another login by now. */
  | "taken";

/** Whether a link can still be used. Only looks: mail scanners and previews open links too. */
export async function isUndoTokenGood({ database, now }: Services, token: string | null): Promise<boolean> {
  const change = await asSystem(database, (tx) => findByToken(tx, token));
  return change !== null && change.undoneAt === null && change.undoUntil > now();
}

/** So long before the change somebody may have been in the account already: what was enrolled in it is not the owner's for sure. */
const SUSPECT_MS = 7 * 24 * 3_600_000;

/**
 * Takes a change of the address back, and every later one. Whoever opens the link did not make the change, so somebody else
 * was in the account, and not only since: they knew the password, and may have enrolled a factor first. So every device is signed
 * out and unknown, factors and recovery codes from the week before the change on are gone, and the password is worth
 * nothing: a new one is set through the old mailbox. What the owner had before stays. Of any number of requests one
 * does it, and a repeat gets the same answer. Throws AppError `rate_limited` after too many from one source.
 */
export async function undoEmailChange(
  deps: Services,
  { token, from }: { token: string | null; from: From },
): Promise<UndoOutcome> {
  const { database, sessions, limits, now } = deps;
  await limits.use("emailUndo", from.clientIp);
  const at = now();
  return asSystem(database, async (tx) => {
    const found = await findByToken(tx, token);
    const user = found && (await holdUser(tx, found.userId));
    // Once more, now that nobody else can change it.
    const change = await findByToken(tx, token);
    if (!user || !change || change.undoUntil <= at) return "invalid";
    if (change.undoneAt !== null) return "done";
    const { id: userId } = user;
    const { oldEmail, changedAt } = change;
    if (!(await setEmail(tx, { id: userId, email: oldEmail, now: at }))) return "taken";
    await undoEmailChanges(tx, { userId, changedAt, now: at });
    const suspectSince = new Date(changedAt.getTime() - SUSPECT_MS);
    await deletePasskeysSince(tx, userId, suspectSince);
    await deleteAuthenticatorsSince(tx, userId, suspectSince);
    await deleteRecoveryCodesSince(tx, userId, suspectSince);
    await setPasswordHash(tx, { id: userId, passwordHash: null, now: at });
    await forgetDevices(tx, userId);
    await voidPasswordResets(tx, userId, at);
    const ended = await endSessionFamilies(tx, { userId, reason: "revoked", now: at });
    await mailBoth(deps, tx, { user, oldEmail });
    const detail = { sessionsEnded: ended.length };
    await recordAuditEvent(tx, {
      userId,
      type: "email.change_cancelled",
      at,
      ...auditFrom(from),
      detail,
    });
    await startSyncEmail(deps, tx, userId);
    // Before the commit, as wherever sessions end: a device signed out for nothing does less harm.
    await sessions.end(...ended);
    return "done";
  });
}

async function mailBoth(
  { queue, now, origin, config }: Services,
  tx: SystemTx,
  { user, oldEmail }: { user: NonNullable<Awaited<ReturnType<typeof holdUser>>>; oldEmail: string },
): Promise<void> {
  const { id: userId, email: leftEmail, language, displayName: name } = user;
  const mail = writeEmailUndoneMail({ language, name, origin, company: config.company, email: oldEmail });
  for (const toAddress of [oldEmail, leftEmail]) {
    const template = "email-undone";
    await queueMail(queue, tx, { ...mail, userId, toAddress, template, language, now: now() });
  }
}

async function findByToken(tx: SystemTx, token: string | null): Promise<EmailChange | null> {
  return token === null ? null : findEmailChange(tx, hashText(token));
}
