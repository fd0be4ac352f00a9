import type { CalendarDate } from "../shared/dates.ts";
import type { Subscriber } from "./subscriber.ts";

/** Values that requests are made of (freebit.md 3.5). */

/** A line, as against a master account. */
export const LINE_KIND = "MVNO";
/** The user-management service is not used: every account is made as a new one. */
export const CREATE_TYPE = "new";
/** "Version assigned by Freebit"; the one of their example. */
export const DETAIL_VERSION = "2";
export const YES = "10";
export const NO = "20";
/** The card is written already; the other way is over the air. */
export const MNP_METHOD_CARD = "10";

export const SIM_KIND = { voice: "E0", data: "E2", data_sms: "E3" } as const;
export const ADD_KIND = { new: "N", port: "M", reissue: "R" } as const;
/** State of a card that was written down: no longer wanted. */
export const CARD_WITHDRAWN = "60";
const GENDER = { male: "M", female: "W" } as const;
const COMPANY_GENDER = "C";

export const wireFlag = (is: boolean) => (is ? YES : NO);

/** `YYYYMMDD`. */
export function wireDay(date: CalendarDate): string {
  return date.replaceAll("-", "");
}

/** Identity data of PA05-05, and of `mnp` in PA05-41. */
export function wireSubscriber(subscriber: Subscriber): Record<string, string> {
  if (subscriber.kind === "company")
    return {
      lastnameKanji: subscriber.name,
      lastnameZenKana: subscriber.nameKana,
      gender: COMPANY_GENDER,
    };
  return {
    lastnameKanji: subscriber.lastName,
    firstnameKanji: subscriber.firstName,
    lastnameZenKana: subscriber.lastNameKana,
    firstnameZenKana: subscriber.firstNameKana,
    gender: GENDER[subscriber.gender],
    birthday: wireDay(subscriber.birthDate),
  };
}
