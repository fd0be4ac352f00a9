import type { Language } from "#domain/shared/money.ts";
import type { Company } from "~/platform/config/company.server.ts";
import { formatMailTime, nameMailDevice, writeMail, type MailText } from "./write-mail.server.ts";

export type CodePurpose = "sign_in" | "step_up" | "get_started";

export type CodeMail = {
  language: Language;
  name: string;
  purpose: CodePurpose;
  code: string;
  /** The same letters stand on the page that asks for the code: of several mails the reader knows the right one. */
  reference: string;
  expiresAt: Date;
  device: string;
  origin: string;
  company: Company;
};

const WHAT = {
  sign_in: "mail.code.signIn",
  step_up: "mail.code.stepUp",
  get_started: "mail.code.getStarted",
} as const;
const NOT_YOU = {
  sign_in: "mail.code.notYouSignIn",
  step_up: "mail.notYou",
  get_started: "mail.code.notYouGetStarted",
} as const;

/** The mail with a code. The code stands in the text alone: subjects are shown on locked screens. */
export function writeCodeMail(input: CodeMail): MailText {
  const { purpose, code, reference, expiresAt, device, ...reader } = input;
  return writeMail({
    ...reader,
    subject: "mail.code.subject",
    paragraphs: [
      WHAT[purpose],
      ["mail.code.code", "mail.code.reference", "mail.code.until", "mail.device"],
      "mail.code.secret",
      NOT_YOU[purpose],
    ],
    values: {
      code,
      reference,
      until: formatMailTime(expiresAt, reader.language),
      device: nameMailDevice(device, reader.language),
    },
  });
}
