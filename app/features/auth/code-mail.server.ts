import type { Language } from "#domain/shared/money.ts";
import type { Company } from "~/platform/config/company.server.ts";
import {
  formatMailTime,
  nameMailDevice,
  writeMail,
  type MailText,
} from "~/platform/mail/write-mail.server.ts";

export type CodeMail = {
  language: Language;
  name: string;
  purpose: "sign_in" | "step_up";
  code: string;
  /** The same letters stand on the page that asks for the code: of several mails the reader knows the right one. */
  reference: string;
  expiresAt: Date;
  device: string;
  origin: string;
  company: Company;
};

/** The mail with a code. The code stands in the text alone: subjects are shown on locked screens. */
export function writeCodeMail(input: CodeMail): MailText {
  const { purpose, code, reference, expiresAt, device, ...reader } = input;
  return writeMail({
    ...reader,
    subject: "mail.code.subject",
    paragraphs: [
      purpose === "sign_in" ? "mail.code.signIn" : "mail.code.stepUp",
      ["mail.code.code", "mail.code.reference", "mail.code.until", "mail.device"],
      "mail.code.secret",
      purpose === "sign_in" ? "mail.code.notYouSignIn" : "mail.notYou",
    ],
    values: {
      code,
      reference,
      until: formatMailTime(expiresAt, reader.language),
      device: nameMailDevice(device, reader.language),
    },
  });
}
