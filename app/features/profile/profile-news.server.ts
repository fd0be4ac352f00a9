import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import type { User } from "#db/repositories/users.server.ts";
import type { SystemTx } from "#db/row-security.server.ts";
import type { Seen } from "~/features/sign-in/from.ts";
import type { Services } from "~/services.ts";
import { queueMail } from "~/platform/mail/queue-mail.server.ts";
import { formatMailTime, nameMailDevice, writeMail } from "~/platform/mail/write-mail.server.ts";

/** What may be changed of a customer's details: the type of its audit entry, and the sentence of its mail. */
const NEWS = {
  address: { type: "profile.address_changed", text: "mail.profile.address" },
  contact: { type: "profile.contact_changed", text: "mail.profile.contact" },
  personal: { type: "profile.personal_changed", text: "mail.profile.personal" },
} as const;

export type ProfileNews = {
  kind: keyof typeof NEWS;
  user: Pick<User, "id" | "email" | "displayName" | "language">;
  seen: Seen;
};

/** Writes down a change of somebody's details and tells them by mail, without the details, in the transaction of the change. */
export async function tellProfileNews(
  { queue, now, origin, config }: Pick<Services, "queue" | "now" | "origin" | "config">,
  tx: SystemTx,
  { kind, user, seen }: ProfileNews,
): Promise<void> {
  const at = now();
  const { type, text } = NEWS[kind];
  const { language, displayName: name } = user;
  await recordAuditEvent(tx, { userId: user.id, type, at, ...seen });
  const mail = writeMail({
    language,
    name,
    origin,
    company: config.company,
    subject: "mail.profile.subject",
    paragraphs: [text, ["mail.time", "mail.device"], "mail.factor.you", "mail.notYou", "mail.portal"],
    values: { time: formatMailTime(at, language), device: nameMailDevice(seen.device, language) },
  });
  await queueMail(queue, tx, {
    ...mail,
    userId: user.id,
    toAddress: user.email,
    template: "profile-change",
    language,
    now: at,
  });
}
