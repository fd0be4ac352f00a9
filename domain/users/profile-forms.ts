import { z } from "zod";
import { GENDERS } from "./customer.ts";
import { kanaSchema } from "./names.ts";
import { toHalfWidthLine } from "../shared/typed-text.ts";
import { PhoneSchema } from "./phone.ts";

/** Messages are keys of the catalogues. */
export const ContactFormSchema = z.object({
  idempotencyKey: z.uuid(),
  phone: PhoneSchema,
  lastNameKana: kanaSchema("profile.fault.kana"),
  firstNameKana: kanaSchema("profile.fault.kana"),
});

/** A country as its people write it: letters of any script, and what stands between them. */
export const COUNTRY_LENGTH = 80;
const COUNTRY = new RegExp(`^[\\p{L}\\p{M}\\p{Zs}.,'’()・-]{0,${COUNTRY_LENGTH}}$`, "u");

export const PersonalFormSchema = z.object({
  idempotencyKey: z.uuid(),
  /** `unknown` is what the customer system has and we cannot name: it stays. */
  gender: z.enum([...GENDERS, "unknown", ""], "profile.fault.gender").default(""),
  nationality: z
    .string()
    .default("")
    .transform((typed) => toHalfWidthLine(typed))
    .pipe(z.string("profile.fault.nationality").regex(COUNTRY, "profile.fault.nationality"))
    .transform((country) => (country === "" ? null : country)),
});

export const OffersFormSchema = z.object({
  idempotencyKey: z.uuid(),
  agreed: z.boolean().default(false),
});

/** What the page of the address adds to the address itself, which is read in steps. */
export const AddressPageFormSchema = z.object({
  idempotencyKey: z.uuid(),
  /** Where the address was asked for. */
  returnTo: z.string().optional(),
});
