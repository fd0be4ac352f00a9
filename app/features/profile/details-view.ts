import { formatDate } from "#domain/shared/dates.ts";
import { eraOf } from "#domain/shared/eras.ts";
import type { Language } from "#domain/shared/money.ts";
import type { Contact } from "#domain/users/customer.ts";
import { fullName, isFamilyNameFirst } from "#domain/users/recipient.ts";

/** What the page of details shows of the person; null where nothing is known. */
export function toDetailsView(contact: Contact, language: Language) {
  const { firstNameKana, lastNameKana, birthDate, gender, nationality } = contact;
  // As on bills: a name in Latin letters has the given name first, and its reading follows it (JP-NM-1).
  const isFamilyFirst = isFamilyNameFirst(contact);
  const inOrder = (last: string | null, first: string | null) =>
    (isFamilyFirst ? [last, first] : [first, last]).filter(Boolean).join(" ") || null;
  return {
    name: fullName(contact) || null,
    kana: inOrder(lastNameKana, firstNameKana),
    birthDate: birthDate && formatBirthDate(birthDate, language),
    gender,
    nationality,
    address: toLines(contact.address),
  };
}
export type DetailsView = ReturnType<typeof toDetailsView>;

/** The first state of the form of gender and nationality. */
export function toPersonalFields({ gender, nationality }: Contact): Record<string, string> {
  return { gender: gender ?? "", nationality: nationality ?? "" };
}

/** The form's first state: what is known already. */
export function toContactFields(contact: Contact, phone: string): Record<string, string> {
  return { phone, lastNameKana: contact.lastNameKana ?? "", firstNameKana: contact.firstNameKana ?? "" };
}

/** The era beside the year, as Japanese papers ask for it (JP-DT-3). */
function formatBirthDate(date: NonNullable<Contact["birthDate"]>, language: Language): string {
  const era = language === "ja" ? eraOf(date) : null;
  return era ? `${formatDate(date, language)}（${era.text}）` : formatDate(date, language);
}

function toLines({ postcode, prefecture, city, street, building, room }: Contact["address"]): string[] {
  return [
    postcode ? `〒${postcode}` : "",
    [prefecture, city, street].filter(Boolean).join(""),
    [building, room].filter(Boolean).join(" "),
  ].filter(Boolean);
}
