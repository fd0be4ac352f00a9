import type { BillingClient } from "./schema.ts";

/** Whom an invoice is made out to: the company where there is one. */
export type Recipient = {
  name: string;
  isOrganisation: boolean;
  address: string[];
  customerNumber: string | null;
};

/** Family name first for names in kanji, as they are written; Latin names as the billing system has them. */
export function toRecipient(client: BillingClient): Recipient {
  const isJapanese = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/u.test(
    client.lastName + client.firstName,
  );
  const person = (isJapanese ? [client.lastName, client.firstName] : [client.firstName, client.lastName])
    .filter(Boolean)
    .join(" ");
  const isOrganisation = client.companyName !== "";
  const lines = isJapanese
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
    name: isOrganisation ? client.companyName : person,
    isOrganisation,
    address: lines.filter((line) => line !== ""),
    customerNumber: client.customerNumber,
  };
}
