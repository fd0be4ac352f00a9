import { z } from "zod";
import { EmailFormSchema } from "#domain/auth/forms.ts";
import { ContactSchema, type Contact } from "#domain/users/customer.ts";
import { toRecipient } from "#domain/users/recipient.ts";
import { PhoneSchema } from "#domain/users/phone.ts";
import { BillingClientSchema, type BillingClient } from "#domain/users/schema.ts";

const { firstName, lastName, firstNameKana, lastNameKana, birthDate, gender, nationality, address } =
  ContactSchema.shape;
const { customerNumber, email, phone } = BillingClientSchema.shape;

/** What a customer's own programs are told of them. */
export const MeSchema = z.object({
  customerNumber,
  email,
  phone,
  firstName,
  lastName,
  firstNameKana,
  lastNameKana,
  birthDate,
  gender,
  nationality,
  /** In Japanese, by its parts. */
  address,
  /** As on bills, by lines. */
  billingAddress: z.array(z.string()),
  /** For the header `X-CSRF-Token` of what changes something. */
  csrfToken: z.string(),
});
export type Me = z.infer<typeof MeSchema>;

/** One of them at a time: each has its own proof and its own answer. */
export const MeChangeSchema = z
  .strictObject({ phone: PhoneSchema.optional(), email: EmailFormSchema.shape.newEmail.optional() })
  .refine(({ phone, email }) => (phone === undefined) !== (email === undefined));

export const MeChangedSchema = z.object({
  /** `later`: kept, and on its way to a system that does not answer now. `code_sent`: enter it at `continueAt`. */
  state: z.enum(["everywhere", "later", "code_sent"]),
  continueAt: z.string().nullable(),
});
export type MeChanged = z.infer<typeof MeChangedSchema>;

export function toMe({
  contact,
  client,
  csrfToken,
}: {
  contact: Contact;
  client: BillingClient;
  csrfToken: string;
}): Me {
  const { address: billingAddress } = toRecipient(client);
  return MeSchema.parse({ ...contact, ...pick(client), billingAddress, csrfToken });
}

function pick({ customerNumber, email, phone }: BillingClient) {
  return { customerNumber, email, phone };
}
