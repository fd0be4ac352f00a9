import type { Language } from "#domain/shared/money.ts";
import type { Company } from "~/platform/config/company.server.ts";
import {
  formatMailTime,
  nameMailDevice,
  writeMail,
  type MailKey,
  type MailText,
} from "~/platform/mail/write-mail.server.ts";

/** To these a code goes before anybody has shown that the mailbox is theirs: nothing that its sender typed stands in it, not even a name. */
const UNPROVED: ReadonlySet<CodePurpose> = new Set(["email_change", "get_started"] as const);

/** What the code is for, and what it means for somebody who has not asked for it. */
const WORDS = {
  sign_in: ["mail.code.signIn", "mail.code.notYouSignIn"],
  step_up: ["mail.code.stepUp", "mail.notYou"],
  email_change: ["mail.code.emailChange", "mail.code.notYouEmail"],
  get_started: ["mail.code.getStarted", "mail.code.notYouGetStarted"],
} as const satisfies Record<string, readonly [MailKey, MailKey]>;

export type CodePurpose = keyof typeof WORDS;

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

/** The mail with a code. The code stands in the text alone: subjects are shown on locked screens. */
export function writeCodeMail(input: CodeMail): MailText {
  const { purpose, code, reference, expiresAt, device, ...reader } = input;
  const [what, notYou] = WORDS[purpose];
  return writeMail({
    ...reader,
    name: UNPROVED.has(purpose) ? "" : reader.name,
    subject: "mail.code.subject",
    paragraphs: [
      what,
      ["mail.code.code", "mail.code.reference", "mail.code.until", "mail.device"],
      "mail.code.secret",
      notYou,
    ],
    values: {
      code,
      reference,
      until: formatMailTime(expiresAt, reader.language),
      device: nameMailDevice(device, reader.language),
    },
  });
}
