import type { User } from "#db/repositories/users.server.ts";
import type { SystemTx } from "#db/row-security.server.ts";
import type { Services } from "~/services.ts";
import { queueMail } from "~/platform/mail/queue-mail.server.ts";
import { writeMail } from "~/platform/mail/write-mail.server.ts";

export type Welcome = {
  user: Pick<User, "id" | "email" | "displayName" | "language">;
  customerNumber: string | null;
};

/** Tells a new customer that their account is ready; written with their login, or not at all. */
export async function mailWelcome(
  { queue, origin, config, now }: Services,
  tx: SystemTx,
  { user, customerNumber }: Welcome,
): Promise<void> {
  const { id: userId, email: toAddress, displayName: name, language } = user;
  const mail = writeMail({
    language,
    name,
    origin,
    company: config.company,
    subject: "mail.welcome.subject",
    paragraphs: [
      "mail.welcome.what",
      ...(customerNumber === null ? [] : (["mail.welcome.number"] as const)),
      "mail.welcome.signIn",
      "mail.welcome.notYou",
      "mail.never",
    ],
    values: { number: customerNumber ?? "" },
  });
  await queueMail(queue, tx, {
    ...mail,
    userId,
    toAddress,
    template: "welcome",
    language,
    now: now(),
  });
}
