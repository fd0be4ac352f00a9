import { z } from "zod";
import { JapaneseAddressSchema } from "#domain/users/customer.ts";
import type { Services } from "~/services.ts";

/** What a visitor has typed, until it is in the customer system. */
const DetailsSchema = z.object({
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  address: JapaneseAddressSchema,
});
export type GuestDetails = z.infer<typeof DetailsSchema>;

type Sealing = Pick<Services, "encryption">;

export function sealGuest({ encryption }: Sealing, id: string, details: GuestDetails): string {
  return encryption.seal(JSON.stringify(details), placeOf(id));
}

/** Throws AppError `internal` where its key is gone. */
export function openGuest({ encryption }: Sealing, id: string, sealed: string): GuestDetails {
  return DetailsSchema.parse(JSON.parse(encryption.open(sealed, placeOf(id))));
}

const placeOf = (id: string) => `guest_requests.details ${id}`;
