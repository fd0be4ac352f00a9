import { z } from "zod";
import { AddressSchema } from "#domain/address/schema.ts";
import { CalendarDateSchema } from "#domain/shared/dates.ts";
import { GENDERS } from "#domain/users/customer.ts";

/** What has to be known of a person until they have their login. */
export const DetailsSchema = z.object({
  email: z.string(),
  /** For greetings, and for the reference that the customer system keeps. */
  displayName: z.string(),
  language: z.enum(["en", "ja"]),
  /** Null: set on the next page. */
  passwordHash: z.string().nullable(),
  /** Null for somebody whom both systems know. */
  person: z
    .object({
      firstName: z.string(),
      lastName: z.string(),
      /** Left out by registrations that began before readings were asked for. */
      firstNameKana: z.string().nullable().default(null),
      lastNameKana: z.string().nullable().default(null),
      phone: z.string(),
      birthDate: CalendarDateSchema,
      gender: z.enum(GENDERS).nullable(),
      address: AddressSchema,
      termsVersion: z.string(),
      acceptedAt: z.coerce.date(),
      marketing: z.boolean(),
    })
    .nullable(),
});
export type RegistrationDetails = z.infer<typeof DetailsSchema>;
export type NewPerson = NonNullable<RegistrationDetails["person"]>;
