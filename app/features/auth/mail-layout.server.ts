import { formatDate, tokyoDate, tokyoTime } from "#domain/shared/date-rules.ts";
import type { Language } from "#domain/shared/money.ts";
import { brandOf } from "~/messages/brand.ts";
import { mail as en } from "~/messages/en/mail.ts";
import { mail as ja } from "~/messages/ja/mail.ts";
import type { Company } from "~/platform/config/company.server.ts";

export type MailKey = keyof typeof en;
export type WrittenMail = { subject: string; text: string; html: string };

const TEXTS: Record<Language, Record<MailKey, string>> = { en, ja };

export type MailInput = {
  language: Language;
  company: Company;
  /** For the greeting; may be empty. */
  name: string;
  subject: MailKey;
  /** One paragraph each; keys in one array are its lines. */
  paragraphs: readonly (MailKey | readonly MailKey[])[];
  /** For the places in the texts, beside those of the seller. */
  values: Record<string, string>;
};

/** Greeting, paragraphs and signature as text and as HTML that says the same and loads nothing. */
export function writeMail({ language, company, name, subject, paragraphs, values }: MailInput): WrittenMail {
  const brand = brandOf(company, language);
  const greeted = oneLine(name);
  const places: Record<string, string> = {
    brand: brand.name,
    name: greeted,
    phone: brand.phone,
    hours: brand.hours,
    email: brand.supportEmail,
    company: brand.legalName,
    address: brand.postalAddress,
    ...values,
  };
  const write = (key: MailKey) =>
    TEXTS[language][key].replace(/\{(\w+)\}/g, (whole, place: string) => places[place] ?? whole);
  const body = [
    greeted === "" ? "mail.newDevice.greetingNobody" : "mail.newDevice.greeting",
    ...paragraphs,
    "mail.signature",
  ] as const;
  const written = body.map((keys) => [keys].flat().map(write).join("\n"));
  return {
    subject: write(subject),
    text: `${written.join("\n\n")}\n`,
    html: toHtml(written, language),
  };
}

/** A device from `summariseDevice`, in words when the browser does not say. */
export function deviceInWords(device: string, language: Language): string {
  return device === "?" ? TEXTS[language]["mail.newDevice.unknownDevice"] : oneLine(device);
}

/** `24 Nov 2026, 01:49 JST` / `2026年11月24日 01:49（日本時間）`: mail is read elsewhere and later, so it names day and zone. */
export function formatMailTime(at: Date, language: Language): string {
  const day = formatDate(tokyoDate(at), language);
  return language === "ja" ? `${day} ${tokyoTime(at)}（日本時間）` : `${day}, ${tokyoTime(at)} JST`;
}

/** Line breaks and marks that turn the reading direction would let a name rewrite the sentence around it. */
function oneLine(text: string): string {
  return text
    .replace(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, "")
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .trim();
}

function toHtml(paragraphs: string[], language: Language): string {
  const body = paragraphs
    .map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll("\n", "<br>")}</p>`)
    .join("\n");
  return `<!DOCTYPE html>\n<html lang="${language}">\n<head><meta charset="utf-8"></head>\n<body>\n${body}\n</body>\n</html>\n`;
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}
