import type { JapaneseAddress } from "../users/customer.ts";
import type { Address } from "./schema.ts";

/** The same address in Japanese for the contact in the customer system (salesforce-data-model.md 3): as it was typed. */
export function toContactAddress(address: Address): JapaneseAddress {
  const { postcode, prefecture, city, town, block, building, room } = address;
  return { postcode, prefecture, city, street: `${town}${block}`, building, room };
}
