import type { JapaneseAddress } from "#domain/users/customer.ts";

/** As it is written on an envelope, a line each for postcode, place and building. */
export function addressLines({
  postcode,
  prefecture,
  city,
  street,
  building,
  room,
}: JapaneseAddress): string {
  const house = [building, room].filter(Boolean).join(" ");
  return [`〒${postcode}`, prefecture + city + street, house].filter(Boolean).join("\n");
}
