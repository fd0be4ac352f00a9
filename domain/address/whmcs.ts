import { PREFECTURES } from "./prefectures.ts";
import { normaliseBlock } from "./rules.ts";
import type { Address } from "./schema.ts";

/** The address fields of a client of the billing system. */
export type BillingAddress = {
  address1: string;
  address2: string;
  city: string;
  state: string;
  postcode: string;
  country: "JP";
};

/**
 * Latin letters for the billing system (portal.md 16): building and room in the first line, town and block in the second; a
 * house has town and block in the first, which must not be empty. Where a reading is not known the whole of it stays in
 * Japanese rather than half of it. A building's name is as the customer writes it: no table knows its reading.
 */
export function toBillingAddress(address: Address): BillingAddress {
  const { latin, prefecture, building, room, postcode } = address;
  const block = normaliseBlock(address.block);
  const area = latin ? joined(latin.town, block) : `${address.town}${block}`;
  const inside = joined(building, room);
  return {
    address1: inside || area,
    address2: inside ? area : "",
    city: latin ? latin.city : address.city,
    state: latin ? PREFECTURES[prefecture] : prefecture,
    postcode,
    country: "JP",
  };
}

function joined(...parts: (string | null)[]): string {
  return parts.filter(Boolean).join(" ");
}
