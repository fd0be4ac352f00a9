import type { Language } from "#domain/shared/money.ts";
import type { Company } from "~/platform/config/company.server.ts";
import {
  formatMailTime,
  nameMailDevice,
  writeMail,
  type MailText,
} from "~/platform/mail/write-mail.server.ts";

export type NewDeviceMail = {
  language: Language;
  /** May be empty. */
  name: string;
  /** From `summariseDevice`; `?` when the browser does not say. */
  device: string;
  at: Date;
  origin: string;
  company: Company;
};

/** The mail about a sign-in from a new device. */
export function writeNewDeviceMail({ device, at, ...reader }: NewDeviceMail): MailText {
  return writeMail({
    ...reader,
    subject: "mail.newDevice.subject",
    paragraphs: [
      "mail.newDevice.what",
      ["mail.time", "mail.device"],
      "mail.newDevice.you",
      "mail.notYou",
      "mail.portal",
      "mail.never",
    ],
    values: {
      time: formatMailTime(at, reader.language),
      device: nameMailDevice(device, reader.language),
    },
  });
}
