import type { BillingClient } from "./schema.ts";

/** Whom an invoice is made out to: the company where there is one. */
export type Recipient = {
  name: string;
  isOrganisation: boolean;
  address: string[];
  customerNumber: string | null;
};

type PersonName = { lastName: string; firstName: string | null };

/** Names in kanji, kana and Hangul are written with the family name first; all others the other way round. */
export function isFamilyNameFirst({ firstName, lastName }: PersonName): boolean {
  const text = lastName + (firstName ?? "");
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(text);
}

export function fullName(name: PersonName): string {
  const { lastName, firstName } = name;
  const parts = isFamilyNameFirst(name) ? [lastName, firstName] : [firstName, lastName];
  return parts.filter(Boolean).join(" ");
}

/** The portal itself writes addresses in Latin letters, whatever the name is written in. */
function isJapaneseAddress({ state, city }: BillingClient): boolean {
  return /\p{Script=Han}/u.test(state + city);
}

/**
 * Where a client lives, as far as its owner needs it to tell one from another: whoever sees it has proved a password, not the
 * address.
 */
export function maskedAddress(client: BillingClient): string {
  const postcode = client.postcode.replace(/^(\d{3}).*$/, "$1-****");
  const { city, state } = client;
  return isJapaneseAddress(client)
    ? `${postcode && `〒${postcode} `}${state}${city}`
    : [city, [state, postcode].filter(Boolean).join(" ")].filter(Boolean).join(", ");
}

/** As the billing system has them. */
export function toRecipient(client: BillingClient): Recipient {
  const isOrganisation = client.companyName !== "";
  const lines = isJapaneseAddress(client)
    ? [
        client.postcode && `〒${client.postcode}`,
        `${client.state}${client.city}${client.address1}`,
        client.address2,
      ]
    : [
        client.address1,
        client.address2,
        client.city,
        [client.state, client.postcode].filter(Boolean).join(" "),
      ];
  return {
    name: isOrganisation ? client.companyName : fullName(client),
    isOrganisation,
    address: lines.filter((line) => line !== ""),
    customerNumber: client.customerNumber,
  };
}
