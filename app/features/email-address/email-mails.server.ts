import { maskEmail } from "#domain/auth/second-step.ts";
import type { Language } from "#domain/shared/money.ts";
import type { Company } from "~/platform/config/company.server.ts";
import {
  formatMailTime,
  nameMailDevice,
  writeMail,
  type MailText,
} from "~/platform/mail/write-mail.server.ts";

type Recipient = { language: Language; name: string; origin: string; company: Company };
type Seen = { at: Date; device: string };

/** To somebody whose address another customer wanted to sign in with. */
export function writeEmailTakenMail(recipient: Recipient): MailText {
  return writeMail({
    ...recipient,
    subject: "mail.emailTaken.subject",
    paragraphs: ["mail.emailTaken.what", "mail.emailTaken.nothing", "mail.portal"],
    values: {},
  });
}

/** To the address that a login had: what it is now, and the link that takes the change back, which stands in this mail alone. */
export function writeEmailLeftMail({
  at,
  device,
  newEmail,
  url,
  until,
  ...recipient
}: Recipient & Seen & { newEmail: string; url: string; until: Date }): MailText {
  const { language } = recipient;
  return writeMail({
    ...recipient,
    subject: "mail.emailChanged.subject",
    paragraphs: [
      "mail.emailChanged.left",
      ["mail.time", "mail.device"],
      "mail.emailChanged.undo",
      "mail.reset.link",
      "mail.emailChanged.undoUntil",
      "mail.never",
    ],
    values: {
      login: maskEmail(newEmail),
      time: formatMailTime(at, language),
      device: nameMailDevice(device, language),
      until: formatMailTime(until, language),
      url,
    },
  });
}

/** To the address that a login has now. */
export function writeEmailTakenUpMail({ at, device, ...recipient }: Recipient & Seen): MailText {
  const { language } = recipient;
  return writeMail({
    ...recipient,
    subject: "mail.emailChanged.subject",
    paragraphs: ["mail.emailChanged.takenUp", ["mail.time", "mail.device"], "mail.portal"],
    values: { time: formatMailTime(at, language), device: nameMailDevice(device, language) },
  });
}

/** To both addresses, once a change was taken back. */
export function writeEmailUndoneMail({ email, ...recipient }: Recipient & { email: string }): MailText {
  return writeMail({
    ...recipient,
    subject: "mail.emailUndone.subject",
    paragraphs: ["mail.emailUndone.what", "mail.emailUndone.ended", "mail.emailUndone.password"],
    values: { login: maskEmail(email), url: `${recipient.origin}/auth/forgot-password` },
  });
}
