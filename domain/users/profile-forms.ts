import { z } from "zod";
import { KanaSchema } from "./names.ts";
import { PhoneSchema } from "./phone.ts";

/** Messages are keys of the catalogues. */
export const ContactFormSchema = z.object({
  idempotencyKey: z.uuid(),
  phone: PhoneSchema,
  lastNameKana: KanaSchema,
  firstNameKana: KanaSchema,
});

/** What the page of the address adds to the address itself, which is read in steps. */
export const AddressPageFormSchema = z.object({
  idempotencyKey: z.uuid(),
  /** Where the address was asked for. */
  returnTo: z.string().optional(),
});
