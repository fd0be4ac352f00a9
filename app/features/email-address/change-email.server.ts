import { randomUUID } from "node:crypto";
import { z } from "zod";
import { mailboxOf } from "#domain/auth/get-started-forms.ts";
import { AppError, isAppError } from "#domain/shared/errors.ts";
import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { insertEmailChange } from "#db/repositories/email-changes.server.ts";
import { voidPasswordResets } from "#db/repositories/password-resets.server.ts";
import { endTrust } from "#db/repositories/known-devices.server.ts";
import { findUserByEmail, foldEmail, holdUser, setEmail, type User } from "#db/repositories/users.server.ts";
import { asSystem, type SystemTx } from "#db/row-security.server.ts";
import type { Services } from "~/services.ts";
import { hashText, randomText } from "~/platform/security/keys.server.ts";
import type { Session } from "~/platform/security/sessions.server.ts";
import { kvRecord } from "~/platform/store/kv-record.server.ts";
import { writeCodeMail } from "~/features/sign-in/code-mail.server.ts";
import { summariseDevice } from "~/features/sessions/device.ts";
import { writeEmailLeftMail, writeEmailTakenMail, writeEmailTakenUpMail } from "./email-mails.server.ts";
import { auditFrom, type From } from "~/features/sign-in/from.ts";
import { startSyncEmail } from "./sync-email.server.ts";
import { issueCode, takeCode } from "~/features/sign-in/one-time-code.server.ts";
import { getUser } from "~/features/sign-in/step-up.server.ts";
import { queueMail } from "~/platform/mail/queue-mail.server.ts";
import type { MailText } from "~/platform/mail/write-mail.server.ts";

type Customer = Pick<Session, "userId" | "familyId">;

/** How long the portal remembers which address is being confirmed. */
const PENDING_MS = 30 * 60_000;
/** How long the old address can take a change back: somebody who reads mail once a week is in time. */
export const UNDO_DAYS = 7;

export const pendingEmails = kvRecord({
  name: "email-change",
  schema: z.object({ email: z.string() }),
  lifeMs: PENDING_MS,
});

/**
 * Mails a code to a new address. Whether somebody has the address already shows neither in the answer nor in its time: then
 * its owner gets a mail of the same kind, without a code. False when it is the customer's own. Throws AppError `rate_limited`
 * after five in an hour, or five to one mailbox in a day.
 */
export async function requestEmailChange(
  deps: Services,
  customer: Customer,
  { email: typed, from }: { email: string; from: From },
): Promise<boolean> {
  const email = foldEmail(typed);
  const user = await getUser(deps, customer);
  if (email === user.email) return false;
  await deps.limits.use("emailChange", customer.userId);
  await sendCode(deps, { customer, user, email, from }).catch((error: unknown) => {
    // The same address within a minute: the code that was sent is still good. A limit means that none was sent.
    const isSent = isAppError(error) && error.code === "rate_limited" && error.facts["limit"] === undefined;
    if (!isSent) throw error;
  });
  await pendingEmails.put(deps, placeOf(customer), { email });
  return true;
}

/** The address that is being confirmed, and whom its code is for; null when none is. */
export async function findPendingEmail(
  deps: Pick<Services, "records">,
  customer: Customer,
): Promise<{ email: string; codeSubject: string } | null> {
  const pending = await pendingEmails.get(deps, placeOf(customer));
  return pending && { email: pending.email, codeSubject: subjectOf(customer, pending.email) };
}

/** Another code to the same address. Throws as `requestEmailChange`, `rate_limited` within a minute, and `OTP_EXPIRED`. */
export async function resendEmailCode(deps: Services, customer: Customer, from: From): Promise<void> {
  const { email } = await getPending(deps, customer);
  await deps.limits.use("emailChange", customer.userId);
  await sendCode(deps, { customer, user: await getUser(deps, customer), email, from }).catch(
    async (error: unknown) => {
      await deps.limits.giveBack("emailChange", customer.userId);
      throw error;
    },
  );
}

/**
 * Takes the code and changes the address. The old address gets a link that takes it back, the new one a notice; links to set a
 * new password that went to the old one are void. A process tells the billing and customer system. False when somebody has
 * taken the address since the code was sent. Throws what `takeCode` throws.
 */
export async function confirmEmailChange(
  deps: Services,
  customer: Customer,
  { code, from }: { code: string; from: From },
): Promise<boolean> {
  const { database, now, origin, config } = deps;
  const { userId } = customer;
  const { email, codeSubject } = await getPending(deps, customer);
  await takeCode(deps, codeSubject, code);
  await pendingEmails.delete(deps, placeOf(customer));

  const token = randomText(32);
  const at = now();
  const undoUntil = new Date(at.getTime() + UNDO_DAYS * 24 * 3_600_000);
  const seen = auditFrom(from);
  return asSystem(database, async (tx) => {
    const user = await holdUser(tx, userId);
    if (!user) throw new AppError("not_found", { reason: "NOT_FOUND" });
    if (!(await setEmail(tx, { id: userId, email, now: at }))) return false;
    await insertEmailChange(tx, {
      id: randomUUID(),
      userId,
      oldEmail: user.email,
      newEmail: email,
      undoHash: hashText(token),
      changedAt: at,
      undoUntil,
    });
    await voidPasswordResets(tx, userId, at);
    await endTrust(tx, { userId, except: null });
    const { language, displayName: name } = user;
    const facts = { language, name, origin, company: config.company, at, device: seen.device };
    const url = `${origin}/auth/undo-email?token=${token}`;
    const left = writeEmailLeftMail({ ...facts, newEmail: email, url, until: undoUntil });
    await mailTo(deps, tx, { user, toAddress: user.email, template: "email-left", mail: left });
    const takenUp = writeEmailTakenUpMail(facts);
    await mailTo(deps, tx, { user, toAddress: email, template: "email-taken-up", mail: takenUp });
    await recordAuditEvent(tx, { userId, type: "email.changed", at, ...seen });
    await startSyncEmail(deps, tx, userId);
    return true;
  });
}

/** Gives up the address that is being confirmed. */
export async function forgetPendingEmail(deps: Pick<Services, "records">, customer: Customer): Promise<void> {
  await pendingEmails.delete(deps, placeOf(customer));
}

async function getPending(deps: Pick<Services, "records">, customer: Customer) {
  const pending = await findPendingEmail(deps, customer);
  if (!pending) throw new AppError("invalid_input", { reason: "OTP_EXPIRED", status: 410 });
  return pending;
}

async function sendCode(
  deps: Services,
  { customer, user, email, from }: { customer: Customer; user: User; email: string; from: From },
): Promise<void> {
  const { database, now, origin, config } = deps;
  const mailbox = mailboxOf(email);
  await deps.limits.use("emailChangeMailbox", mailbox);
  const { code, reference, expiresAt } = await issueCode(deps, subjectOf(customer, email)).catch(
    async (error: unknown) => {
      await deps.limits.giveBack("emailChangeMailbox", mailbox);
      throw error;
    },
  );
  await asSystem(database, async (tx) => {
    const taken = await findUserByEmail(tx, email);
    const { language } = taken ?? user;
    // The mailbox is not proved to be the requester's: a name that they chose would be read there as the company's own words.
    const reader = { language, name: taken?.displayName ?? "", origin, company: config.company };
    const device = summariseDevice(from.userAgent);
    const mail = taken
      ? writeEmailTakenMail(reader)
      : writeCodeMail({ ...reader, purpose: "email_change", code, reference, expiresAt, device });
    const template = taken ? "email-taken" : "code";
    await mailTo(deps, tx, { user: taken ?? user, toAddress: email, template, mail });
    await recordAuditEvent(tx, {
      userId: user.id,
      type: "email.change_requested",
      at: now(),
      ...auditFrom(from),
    });
  });
}

async function mailTo(
  { queue, now }: Pick<Services, "queue" | "now">,
  tx: SystemTx,
  {
    user,
    toAddress,
    template,
    mail,
  }: { user: Pick<User, "id" | "language">; toAddress: string; template: string; mail: MailText },
): Promise<void> {
  const { id: userId, language } = user;
  await queueMail(queue, tx, { ...mail, userId, toAddress, template, language, now: now() });
}

const placeOf = ({ userId, familyId }: Customer) => `${userId}:${familyId}`;
const subjectOf = ({ familyId }: Customer, email: string) => `email-change:${familyId}:${hashText(email)}`;
