import type { Language } from "#domain/shared/money.ts";
import type { Company } from "~/platform/config/company.server.ts";
import { deviceInWords, formatMailTime, writeMail, type WrittenMail } from "./mail-layout.server.ts";

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
export function writeNewDeviceMail({
  language,
  name,
  device,
  at,
  origin,
  company,
}: NewDeviceMail): WrittenMail {
  return writeMail({
    language,
    company,
    name,
    subject: "mail.newDevice.subject",
    paragraphs: [
      "mail.newDevice.what",
      ["mail.newDevice.time", "mail.newDevice.device"],
      "mail.newDevice.you",
      "mail.newDevice.notYou",
      "mail.newDevice.portal",
      "mail.newDevice.never",
    ],
    values: {
      time: formatMailTime(at, language),
      device: deviceInWords(device, language),
      url: `${origin}/account`,
    },
  });
}
