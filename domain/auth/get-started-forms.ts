import { z } from "zod";
import type { CalendarDate } from "../shared/dates.ts";
import { WhmcsClientIdSchema } from "../shared/ids.ts";
import { YEAR_COUNTS, readTypedDate } from "../shared/typed-date.ts";
import { isBirthDate } from "../users/birth-date.ts";
import { GENDERS } from "../users/customer.ts";
import { tidyName } from "../users/names.ts";
import { readPhone } from "../users/phone.ts";
import { readTypedCode } from "./forms.ts";

/**
 * An address in the one spelling that is used from here on, for the mail too: folded by the systems it must not become somebody
 * else's. The customer system holds 80 characters; addresses with other letters reach none of the systems.
 */
const newEmail = z
  .string("start.emailMissing")
  .transform((typed) => typed.trim().normalize("NFKC").toLowerCase())
  .pipe(
    z
      .string("start.emailMissing")
      .max(80, "start.emailTooLong")
      .regex(/^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, "form.email"),
  );
export const GetStartedFormSchema = z.object({ email: newEmail, returnTo: z.string().optional() });

/** `name+one@example.com` and `name+two@example.com` are one mailbox to whoever has to read the mails. */
export function mailboxOf(email: string): string {
  return email.replace(/\+[^@]*@/, "@");
}

export const StartCodeFormSchema = z.object({
  code: z
    .string("form.code")
    .transform((typed) => readTypedCode("mailed_code", typed))
    .pipe(z.string().regex(/^[0-9]{6}$/, "form.code")),
});

/** The forms of the page that follows the code. */
export const StartIntentSchema = z.object({
  intent: z.enum(["check", "resume", "link", "choose", "register"], "form.required"),
});

export const LinkFormSchema = z.object({
  password: z
    .string("start.passwordMissing")
    .min(1, "start.passwordMissing")
    .max(1024, "start.passwordMissing"),
});

/** Which of several clients is meant; that it is one of them is looked at by the server. */
export const ChooseClientFormSchema = z.object({
  clientId: z
    .string("start.choose.missing")
    .regex(/^\d{1,9}$/, "start.choose.missing")
    .transform(Number)
    .pipe(WhmcsClientIdSchema),
});

const text = z.string().default("");

/** Lengths are the customer system's (salesforce-data-model.md 3). */
const NAME_LENGTH = { firstName: 40, lastName: 80 } as const;

type NameField = keyof typeof NAME_LENGTH;

/** A name on one line, or the key of what is wrong with it. */
function readName(field: NameField, typed: string): { name: string } | { fault: string } {
  const name = tidyName(typed);
  if (name === "") return { fault: `start.fault.${field}` };
  return name.length > NAME_LENGTH[field] ? { fault: "start.fault.tooLong" } : { name };
}

const nameSchema = (field: NameField) =>
  text.transform((typed, context) => {
    const read = readName(field, typed);
    if ("name" in read) return read.name;
    context.addIssue({ code: "custom", message: read.fault });
    return z.NEVER;
  });

/** A visitor who wants an address to be checked; the address comes beside it. `account`: makes an account on the way. */
export const GuestRequestFormSchema = z.object({
  idempotencyKey: z.uuid(),
  intent: z.enum(["account", "request"]).optional(),
  email: newEmail,
  firstName: nameSchema("firstName"),
  lastName: nameSchema("lastName"),
});

/**
 * The form of a new customer, its address aside. All faults are found at once. Names stay as they are written: normalising would
 * turn some kanji into others (JP-NM-2).
 */
export const personFormSchema = (today: CalendarDate) =>
  z
    .object({
      firstName: text,
      lastName: text,
      phone: text,
      birthEra: z.enum(YEAR_COUNTS).default("western"),
      birthYear: text,
      birthMonth: text,
      birthDay: text,
      gender: z.enum(GENDERS).optional(),
      marketing: z.boolean().default(false),
    })
    .transform((form, context) => {
      const fault = (field: string, message: string): null => {
        context.addIssue({ code: "custom", path: [field], message });
        return null;
      };
      const nameOf = (field: NameField) => {
        const read = readName(field, form[field]);
        return "name" in read ? read.name : fault(field, read.fault);
      };
      const firstName = nameOf("firstName");
      const lastName = nameOf("lastName");
      const phone =
        readPhone(form.phone)?.display ??
        fault("phone", form.phone.trim() === "" ? "start.fault.phoneMissing" : "start.fault.phone");
      const { birthEra: era, birthYear: year, birthMonth: month, birthDay: day } = form;
      const birthDate = readTypedDate({ era, year, month, day });
      if (birthDate === null) fault("birthYear", "start.fault.birthDate");
      else if (!isBirthDate(birthDate, today)) fault("birthYear", "start.fault.birthDatePast");
      if (firstName === null || lastName === null || phone === null || birthDate === null) return z.NEVER;
      return {
        firstName,
        lastName,
        phone,
        birthDate,
        gender: form.gender ?? null,
        marketing: form.marketing,
      };
    });
export type PersonForm = z.output<ReturnType<typeof personFormSchema>>;

/** Beside the address, once it is known. */
export const AgreementFormSchema = z.object({
  newPassword: z.string().default(""),
  repeatPassword: z.string().default(""),
  terms: z.literal(true, "start.fault.terms"),
});
