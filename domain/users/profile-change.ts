import { z } from "zod";
import { AddressSchema } from "../address/schema.ts";
import { GENDERS, type Contact, type JapaneseAddress } from "./customer.ts";

/** What customers change of themselves. Name and birth date are what an identity check has seen: those stay. */
export const ProfileChangeSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("address"), address: AddressSchema }),
  z.object({
    kind: z.literal("contact"),
    /** As it is shown; null: stays as it is. */
    phone: z.string().nullable(),
    /** Left out: stays as it is. Null: emptied. */
    lastNameKana: z.string().nullable().optional(),
    firstNameKana: z.string().nullable().optional(),
  }),
  z.object({
    kind: z.literal("personal"),
    /** Left out: stays as it is, where the org has a word that we do not know. */
    gender: z.enum(GENDERS).nullable().optional(),
    nationality: z.string().max(80).nullable(),
  }),
  z.object({ kind: z.literal("offers"), agreed: z.boolean() }),
]);
export type ProfileChange = z.infer<typeof ProfileChangeSchema>;

/** Whether somebody lives where they lived: width and spaces apart. */
export function isSamePlace(known: Contact["address"], next: JapaneseAddress): boolean {
  return foldAddress(known).join("\n") === foldAddress(next).join("\n");
}

/** The parts of an address in which two spellings of one place are alike. */
export function foldAddress(address: { [Part in keyof JapaneseAddress]: string | null }): string[] {
  const { postcode, prefecture, city, street, building, room } = address;
  return [postcode, prefecture, city, street, building, room].map(fold);
}

function fold(text: string | null): string {
  return (text ?? "").normalize("NFKC").replace(/[\s\p{Pd}ー\u2212]/gu, "");
}

/** Answers that were given for the address that somebody has left (portal.md 5.2). */
export function isAnswered(status: string): boolean {
  return status === "eligible" || status === "ineligible";
}
