import { formatDate, tokyoDate, tokyoTime } from "#domain/shared/date-rules.ts";
import type { Language } from "#domain/shared/money.ts";
import { brandOf } from "~/messages/brand.ts";
import { mail as en } from "~/messages/mail/en.ts";
import { mail as ja } from "~/messages/mail/ja.ts";
import type { Company } from "~/platform/config/company.server.ts";
import { oneLine, toMailHtml } from "./mail-text.ts";

export type MailKey = keyof typeof en;
export type MailText = { subject: string; text: string; html: string };

export type MailInput = {
  language: Language;
  /** For the greeting; may be empty. */
  name: string;
  origin: string;
  company: Company;
  subject: MailKey;
  /** Between greeting and signature; the keys of an inner list are lines of one paragraph. */
  paragraphs: readonly (MailKey | readonly MailKey[])[];
  /** For the places of these texts, beside those that every mail has. */
  values: Record<string, string>;
};

const TEXTS: Record<Language, Record<MailKey, string>> = { en, ja };

/** What a mail program may turn into a link. A name that has one is somebody's message, and greets nobody. */
const LINK = /:\/\/|www\.|@|[\p{L}\p{N}]\.[\p{L}]{2,}/iu;

/** Subject, text and HTML of a mail in its reader's language. The HTML says the same as the text and loads nothing. */
export function writeMail(input: MailInput): MailText {
  const { language, company, origin } = input;
  const brand = brandOf(company, language);
  const name = LINK.test(input.name) ? "" : oneLine(input.name);
  const values: Record<string, string> = {
    brand: brand.name,
    name,
    phone: brand.phone,
    hours: brand.hours,
    email: brand.supportEmail,
    url: `${origin}/account`,
    company: brand.legalName,
    address: brand.postalAddress,
    ...input.values,
  };
  const write = (key: MailKey) =>
    TEXTS[language][key].replace(/\{(\w+)\}/g, (whole, place: string) => values[place] ?? whole);

  const greeting: MailKey = name === "" ? "mail.greetingNobody" : "mail.greeting";
  const paragraphs = [greeting, ...input.paragraphs, "mail.signature" as const].map((keys) =>
    (typeof keys === "string" ? [keys] : keys).map(write).join("\n"),
  );
  return {
    subject: write(input.subject),
    text: `${paragraphs.join("\n\n")}\n`,
    html: toMailHtml(paragraphs, language),
  };
}

/** `24 Nov 2026, 01:49 JST` / `2026年11月24日 01:49（日本時間）`: mail is read elsewhere and later, so it names day and zone. */
export function formatMailTime(at: Date, language: Language): string {
  const day = formatDate(tokyoDate(at), language);
  return language === "ja" ? `${day} ${tokyoTime(at)}（日本時間）` : `${day}, ${tokyoTime(at)} JST`;
}

/** `device` is from `summariseDevice`; `?` when the browser does not say. */
export function nameMailDevice(device: string, language: Language): string {
  return device === "?" ? TEXTS[language]["mail.unknownDevice"] : oneLine(device);
}
