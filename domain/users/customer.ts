import { z } from "zod";
import { CalendarDateSchema } from "../shared/dates.ts";
import { WhmcsClientIdSchema } from "../shared/ids.ts";
import { AccountIdSchema, CaseIdSchema, ContactIdSchema } from "../shared/salesforce-ids.ts";

/** The customer as the customer system (Salesforce) knows them: an account, and the person behind it as its contact. */

export const PORTAL_STATUSES = ["not_yet", "active", "inactive"] as const;
export const REGISTRATION_SOURCES = ["new_signup", "migrated", "portal_checkout"] as const;
export const ELIGIBILITY_STATUSES = ["not_requested", "pending", "eligible", "ineligible"] as const;
export const VERIFICATION_STATUSES = ["not_submitted", "submitted", "verified", "rejected"] as const;
/** How a person's identity can have been checked (JP-ID-2). */
export const VERIFICATION_METHODS = [
  "jpki",
  "ic_chip_face",
  "wallet_credential",
  "mailed_original",
  "in_person_ic",
  "in_person_visual",
  "mfa_existing_customer",
  "document_image_upload",
] as const;
export type VerificationMethod = (typeof VERIFICATION_METHODS)[number];
export const GENDERS = ["male", "female"] as const;
export type Gender = (typeof GENDERS)[number];
/** The words of the billing system's field, which is free text there. */
export const BILLING_GENDER: Record<Gender, string> = { male: "Male", female: "Female" };

/** `unknown` is a value that the org has and we do not: shown as such, never guessed. */
const orUnknown = <const T extends readonly string[]>(values: T) => z.enum([...values, "unknown"]);

export const AccountSchema = z.object({
  id: AccountIdSchema,
  name: z.string(),
  /** The Customer Number; null until the org has numbered the account. */
  customerNumber: z.string().nullable(),
  /** `#<client id> - <name>`: has billing already when not null. */
  billingReference: z.string().nullable(),
  portalStatus: orUnknown(PORTAL_STATUSES).nullable(),
  registrationSource: orUnknown(REGISTRATION_SOURCES).nullable(),
  lastSignInAt: z.date().nullable(),
  eligibility: z.object({
    status: orUnknown(ELIGIBILITY_STATUSES),
    /** What the address can get, in the words of the agent: `Home 1G`. */
    value: z.string().nullable(),
    requestedAt: z.date().nullable(),
    checkedAt: z.date().nullable(),
    /** May be shown to the customer. */
    notes: z.string().nullable(),
    caseId: CaseIdSchema.nullable(),
  }),
  verification: z.object({
    status: orUnknown(VERIFICATION_STATUSES),
    /** Null: the org does not say. */
    method: orUnknown(VERIFICATION_METHODS).nullable(),
    /** What staff has read on the document, as written there; null: the org does not say. */
    checked: z.object({
      name: z.string().nullable(),
      address: z.string().nullable(),
      birthDate: CalendarDateSchema.nullable(),
    }),
    submittedAt: z.date().nullable(),
    verifiedAt: z.date().nullable(),
    /** Shown to the customer. */
    rejectionMessage: z.string().nullable(),
  }),
});
export type Account = z.infer<typeof AccountSchema>;

/** An address in Japanese script. Lengths are the platform's: what is longer is refused, never cut (salesforce-data-model.md 3). */
export const JapaneseAddressSchema = z.object({
  postcode: z.string().regex(/^\d{3}-\d{4}$/),
  prefecture: z.string().min(1).max(80),
  /** City and ward. */
  city: z.string().min(1).max(40),
  /** Town and block. */
  street: z.string().min(1).max(255),
  building: z.string().max(255).nullable(),
  room: z.string().max(40).nullable(),
});
export type JapaneseAddress = z.infer<typeof JapaneseAddressSchema>;

export const ContactSchema = z.object({
  id: ContactIdSchema,
  accountId: AccountIdSchema.nullable(),
  /** As on the document, kanji or Latin. */
  firstName: z.string().nullable(),
  lastName: z.string(),
  firstNameKana: z.string().nullable(),
  lastNameKana: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  birthDate: CalendarDateSchema.nullable(),
  gender: orUnknown(GENDERS).nullable(),
  nationality: z.string().nullable(),
  /** As stored, by parts, each of which may be missing. */
  address: z.object({
    postcode: z.string().nullable(),
    prefecture: z.string().nullable(),
    city: z.string().nullable(),
    street: z.string().nullable(),
    building: z.string().nullable(),
    room: z.string().nullable(),
    country: z.string().nullable(),
  }),
});
export type Contact = z.infer<typeof ContactSchema>;

/** A contact found by its address, with what decides how a sign-up goes on. */
export const ContactMatchSchema = z.object({
  contactId: ContactIdSchema,
  accountId: AccountIdSchema.nullable(),
  accountName: z.string().nullable(),
  customerNumber: z.string().nullable(),
  hasBilling: z.boolean(),
});
export type ContactMatch = z.infer<typeof ContactMatchSchema>;

/** What a new customer's contact is made of, and what a change of one may hold; lengths are the platform's. */
export const ContactDetailsSchema = z.object({
  firstName: z.string().max(40).nullable(),
  lastName: z.string().min(1).max(80),
  firstNameKana: z.string().max(80).nullable(),
  lastNameKana: z.string().max(80).nullable(),
  email: z.string().max(80),
  phone: z.string().max(40).nullable(),
  birthDate: CalendarDateSchema.nullable(),
  gender: z.enum(GENDERS).nullable(),
  nationality: z.string().max(80).nullable(),
  address: JapaneseAddressSchema.nullable(),
});
export type ContactDetails = z.infer<typeof ContactDetailsSchema>;
export const ContactChangeSchema = ContactDetailsSchema.partial();
export type ContactChange = z.infer<typeof ContactChangeSchema>;

/** Left out: stays as it is. Null: emptied. */
export const AccountChangeSchema = z
  .object({
    portalStatus: z.enum(PORTAL_STATUSES),
    registrationSource: z.enum(REGISTRATION_SOURCES),
    lastSignInAt: z.date(),
    /** Becomes `#<client id> - <name>`. */
    billing: z.object({ clientId: WhmcsClientIdSchema, name: z.string().min(1).max(200) }),
    eligibility: z.object({
      status: z.enum(ELIGIBILITY_STATUSES),
      requestedAt: z.date().optional(),
      caseId: CaseIdSchema.nullable().optional(),
    }),
    /** The answers are staff's. */
    verification: z.object({ status: z.literal("submitted"), submittedAt: z.date() }),
  })
  .partial();
export type AccountChange = z.infer<typeof AccountChangeSchema>;

/** A contact's address when all of it is there; null otherwise, since a part of one leads nobody to a door. */
export function wholeAddress({ address }: Pick<Contact, "address">): JapaneseAddress | null {
  return JapaneseAddressSchema.safeParse(address).data ?? null;
}
