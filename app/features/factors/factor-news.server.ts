import { listFormerEmails } from "#db/repositories/email-changes.server.ts";
import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { endTrust } from "#db/repositories/known-devices.server.ts";
import type { User } from "#db/repositories/users.server.ts";
import type { AuditDetail } from "#db/schema/audit.server.ts";
import type { SystemTx } from "#db/row-security.server.ts";
import type { Services } from "~/services.ts";
import { auditFrom, type From } from "~/features/sign-in/from.ts";
import { queueMail } from "~/platform/mail/queue-mail.server.ts";
import {
  formatMailTime,
  nameMailDevice,
  writeMail,
  type MailKey,
} from "~/platform/mail/write-mail.server.ts";

/** What may happen to a person's factors: the type of its audit entry, and the sentence of its mail. */
const NEWS = {
  "factor.authenticator_added": "mail.factor.authenticatorAdded",
  "factor.passkey_added": "mail.factor.passkeyAdded",
  "factor.renamed": "mail.factor.renamed",
  "factor.removed": "mail.factor.removed",
  "recovery_codes.made": "mail.factor.codesMade",
  "recovery_codes.used": "mail.factor.codeUsed",
} as const satisfies Record<string, MailKey>;

const CHANGES_WAYS: ReadonlySet<keyof typeof NEWS> = new Set([
  ...(["factor.authenticator_added", "factor.passkey_added", "factor.removed"] as const),
]);

export type FactorNews = {
  type: keyof typeof NEWS;
  user: Pick<User, "id" | "email" | "displayName" | "language">;
  /** What the factor is called; empty where it has no name. */
  factorName?: string;
  detail?: AuditDetail;
  from: From;
};

/**
 * Writes down a change of factors and tells its owner by mail, in the transaction of the change. An address that the login had
 * lately is told too: its change may be what somebody else has done.
 */
export async function tellFactorNews(
  { queue, now, origin, config }: Pick<Services, "queue" | "now" | "origin" | "config">,
  tx: SystemTx,
  { type, user, factorName = "", detail = {}, from }: FactorNews,
): Promise<void> {
  const at = now();
  const { language, displayName: name } = user;
  const seen = auditFrom(from);
  // A trusted device skips the second step: not one that has become another.
  if (CHANGES_WAYS.has(type)) await endTrust(tx, { userId: user.id, except: null });
  await recordAuditEvent(tx, { userId: user.id, type, at, ...seen, detail });
  const mail = writeMail({
    language,
    name,
    origin,
    company: config.company,
    subject: "mail.factor.subject",
    paragraphs: [NEWS[type], ["mail.time", "mail.device"], "mail.factor.you", "mail.notYou", "mail.portal"],
    values: {
      factor: factorName,
      time: formatMailTime(at, language),
      device: nameMailDevice(seen.device, language),
    },
  });
  for (const toAddress of [user.email, ...(await listFormerEmails(tx, user.id, at))]) {
    await queueMail(queue, tx, {
      ...mail,
      userId: user.id,
      toAddress,
      template: "factor-change",
      language,
      now: at,
    });
  }
}
