import { formatDate, tokyoDate, tokyoTime } from "#domain/shared/date-rules.ts";
import type { Language } from "#domain/shared/money.ts";
import { brandOf } from "~/messages/brand.ts";
import { mail as en } from "~/messages/en/mail.ts";
import { mail as ja } from "~/messages/ja/mail.ts";
import type { Company } from "~/platform/config/company.server.ts";

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

const TEXTS: Record<Language, Record<keyof typeof en, string>> = { en, ja };

/** Subject, text and HTML of the mail about a sign-in from a new device. The HTML says the same and loads nothing. */
export function writeNewDeviceMail(input: NewDeviceMail): { subject: string; text: string; html: string } {
  const { language, at, company, origin } = input;
  const brand = brandOf(company, language);
  const name = oneLine(input.name);
  const values: Record<string, string> = {
    brand: brand.name,
    name,
    time: formatSignInTime(at, language),
    device: input.device === "?" ? TEXTS[language]["mail.newDevice.unknownDevice"] : oneLine(input.device),
    phone: brand.phone,
    hours: brand.hours,
    email: brand.supportEmail,
    url: `${origin}/account`,
    company: brand.legalName,
    address: brand.postalAddress,
  };
  const write = (key: keyof typeof en) =>
    TEXTS[language][key].replace(/\{(\w+)\}/g, (whole, place: string) => values[place] ?? whole);

  const paragraphs = [
    write(name === "" ? "mail.newDevice.greetingNobody" : "mail.newDevice.greeting"),
    write("mail.newDevice.what"),
    `${write("mail.newDevice.time")}\n${write("mail.newDevice.device")}`,
    write("mail.newDevice.you"),
    write("mail.newDevice.notYou"),
    write("mail.newDevice.portal"),
    write("mail.newDevice.never"),
    write("mail.signature"),
  ];
  return {
    subject: write("mail.newDevice.subject"),
    text: `${paragraphs.join("\n\n")}\n`,
    html: toHtml(paragraphs, language),
  };
}

/** `24 Nov 2026, 01:49 JST` / `2026年11月24日 01:49（日本時間）`: mail is read elsewhere and later, so it names day and zone. */
function formatSignInTime(at: Date, language: Language): string {
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
