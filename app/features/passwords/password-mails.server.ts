import type { Language } from "#domain/shared/money.ts";
import type { Company } from "~/platform/config/company.server.ts";
import {
  formatMailTime,
  nameMailDevice,
  writeMail,
  type MailText,
} from "~/platform/mail/write-mail.server.ts";

type Recipient = { language: Language; name: string; origin: string; company: Company };

/** The mail with the link to set a new password; `url` holds the token and stands in this mail alone. */
export function writeResetMail({
  url,
  minutes,
  ...recipient
}: Recipient & { url: string; minutes: number }): MailText {
  return writeMail({
    ...recipient,
    subject: "mail.reset.subject",
    paragraphs: ["mail.reset.what", "mail.reset.link", "mail.reset.valid", "mail.reset.notYou"],
    values: { url, minutes: String(minutes) },
  });
}

/** Tells the owner that the password is another one now; sent to the address that the login had before. */
export function writePasswordChangedMail({
  at,
  device,
  ...recipient
}: Recipient & { at: Date; device: string }): MailText {
  const { language, origin } = recipient;
  return writeMail({
    ...recipient,
    subject: "mail.passwordChanged.subject",
    paragraphs: [
      "mail.passwordChanged.what",
      ["mail.time", "mail.device"],
      "mail.passwordChanged.ended",
      "mail.passwordChanged.notYou",
      "mail.never",
    ],
    values: {
      time: formatMailTime(at, language),
      device: nameMailDevice(device, language),
      url: `${origin}/auth/forgot-password`,
    },
  });
}
