import type { Language } from "#domain/shared/money.ts";
import type { Company } from "~/platform/config/company.server.ts";

/** The facts about the company that pages and mail state, in one language. */
export type Brand = {
  /** "Mihon Telecom": the name in the bar and in titles. */
  name: string;
  legalName: string;
  postalAddress: string;
  /** The responsible manager (JP-SC-1). */
  representative: string;
  phone: string;
  /** "10:00–18:00 JST, every day". */
  hours: string;
  supportEmail: string;
  /** `T` and 13 digits (JP-MO-6). */
  registrationNumber: string;
};

/** The seller of the configuration, as pages and mail in this language name it. */
export function brandOf(company: Company, language: Language): Brand {
  return {
    name: company.brand[language],
    legalName: company.name[language],
    postalAddress: company.address[language],
    representative: company.manager[language],
    phone: company.phone,
    hours: formatHours(company, language),
    supportEmail: company.email,
    registrationNumber: company.registrationNumber,
  };
}

/** `10:00-18:00` and the days as `10:00–18:00 JST, every day` or `10:00〜18:00、年中無休`. */
function formatHours({ supportHours, supportDays }: Company, language: Language): string {
  return language === "ja"
    ? `${supportHours.replace("-", "〜")}、${supportDays.ja}`
    : `${supportHours.replace("-", "–")} JST, ${supportDays.en}`;
}
