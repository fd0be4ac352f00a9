import type { Language } from "#domain/shared/money.ts";
import type { Company } from "~/platform/config/company.server.ts";
import { deviceInWords, formatMailTime, writeMail, type WrittenMail } from "./mail-layout.server.ts";

type Recipient = { language: Language; name: string; company: Company };

/** The mail with the link to set a new password; `url` holds the token and stands in this mail alone. */
export function writeResetMail({
  url,
  minutes,
  ...recipient
}: Recipient & { url: string; minutes: number }): WrittenMail {
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
  origin,
  ...recipient
}: Recipient & { at: Date; device: string; origin: string }): WrittenMail {
  const { language } = recipient;
  return writeMail({
    ...recipient,
    subject: "mail.passwordChanged.subject",
    paragraphs: [
      "mail.passwordChanged.what",
      ["mail.newDevice.time", "mail.newDevice.device"],
      "mail.passwordChanged.ended",
      "mail.passwordChanged.notYou",
      "mail.newDevice.never",
    ],
    values: {
      time: formatMailTime(at, language),
      device: deviceInWords(device, language),
      url: `${origin}/auth/forgot-password`,
    },
  });
}
