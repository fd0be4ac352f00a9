import { normaliseBlock } from "../address/rules.ts";
import { wholeAddress, type Account, type Contact } from "./customer.ts";

export type CheckedIdentity = Account["verification"]["checked"];
export const CHECKED_FACTS = ["name", "address", "birthDate"] as const;
export type CheckedFact = (typeof CHECKED_FACTS)[number];

/**
 * What an identity check has seen that is another with the customer (JP-ID-1, JP-AD-7). Compared is what both have; how it is written makes no
 * difference: order of the names, case, width, and the counters of a block.
 */
export function differsFromChecked(
  checked: CheckedIdentity,
  contact: Pick<Contact, "lastName" | "firstName" | "birthDate" | "address">,
): CheckedFact[] {
  const { name, address, birthDate } = checked;
  return CHECKED_FACTS.filter((fact) => {
    switch (fact) {
      case "name":
        return name !== null && !isSameName(name, contact);
      case "address":
        return address !== null && !isSameAddress(address, contact);
      case "birthDate":
        return birthDate !== null && contact.birthDate !== null && birthDate !== contact.birthDate;
    }
  });
}

function isSameName(checked: string, { lastName, firstName }: Pick<Contact, "lastName" | "firstName">) {
  const plain = (text: string) =>
    text
      .normalize("NFKC")
      .toUpperCase()
      .replace(/[\s,・.]/g, "");
  const [last, first] = [plain(lastName), plain(firstName ?? "")];
  return [last + first, first + last].includes(plain(checked));
}

/** Documents often leave the building out, never the block. A part of an address is compared with nothing. */
function isSameAddress(checked: string, contact: Pick<Contact, "address">): boolean {
  const own = wholeAddress(contact);
  if (own === null) return true;
  const plain = (text: string) =>
    normaliseBlock(text)
      // Before a building it is not at the end.
      .replace(/(\d)(?:番地|番|号)(?=\s)/g, "$1")
      .normalize("NFKC")
      .toUpperCase()
      .replace(/\s/g, "");
  const seen = plain(checked.replace(/^\s*〒?\s*\d{3}-?\d{4}\s*/, ""));
  const block = plain(own.prefecture + own.city + own.street);
  const whole = block + plain([own.building, own.room].filter(Boolean).join(" "));
  return seen === block || seen === whole;
}
