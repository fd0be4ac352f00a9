import { z } from "zod";
import type { CalendarDate } from "../shared/dates.ts";
import { WhmcsClientIdSchema } from "../shared/ids.ts";
import { YEAR_COUNTS, readTypedDate } from "../shared/typed-date.ts";
import { isBirthDate } from "../users/birth-date.ts";
import { GENDERS } from "../users/customer.ts";
import { emailSchema } from "../shared/email.ts";
import { tidyLine } from "../shared/typed-text.ts";
import {
  kanaSchema,
  readPersonName,
  type NameFault,
  type NameField,
  type PersonName,
} from "../users/names.ts";
import { readPhone } from "../users/phone.ts";
import { readTypedCode } from "./forms.ts";

const newEmail = emailSchema({
  missing: "start.emailMissing",
  long: "start.emailTooLong",
  wrong: "form.email",
});
export const GetStartedFormSchema = z.object({ email: newEmail, returnTo: z.string().optional() });

/** `name+one@example.com` and `name+two@example.com` are one mailbox to whoever has to read the mails. */
export function mailboxOf(email: string): string {
  return email.replace(/\+[^@]*@/, "@");
}

export const StartCodeFormSchema = z.object({
  code: z
    .string("form.code")
    .transform((typed) => readTypedCode("mailed_code", typed))
    .pipe(z.string("form.code").regex(/^[0-9]{6}$/, "form.code")),
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

const NAME_FAULTS = {
  missing: { firstName: "start.fault.firstName", lastName: "start.fault.lastName" },
  long: { firstName: "start.fault.tooLong", lastName: "start.fault.tooLong" },
  signs: { firstName: "start.fault.nameSigns", lastName: "start.fault.nameSigns" },
  twoNames: { firstName: "start.fault.twoNames", lastName: "start.fault.twoNames" },
} as const satisfies Record<NameFault, Record<NameField, string>>;

const typedName = { firstName: text, lastName: text, oneName: z.boolean().default(false) };

/** Null, with its faults told, when it is none. */
function readTypedName(
  { firstName, lastName, oneName }: z.infer<z.ZodObject<typeof typedName>>,
  context: z.core.$RefinementCtx,
): PersonName | null {
  const read = readPersonName({ firstName, lastName, hasOneName: oneName });
  if (read.ok) return read.name;
  for (const field of ["firstName", "lastName"] as const) {
    const fault = read.faults[field];
    if (fault) context.addIssue({ code: "custom", path: [field], message: NAME_FAULTS[fault][field] });
  }
  return null;
}

/** A visitor who wants an address to be checked; the address comes beside it. `account`: makes an account on the way. */
export const GuestRequestFormSchema = z.object({ email: newEmail }).and(
  z
    .object({
      idempotencyKey: z.uuid(),
      intent: z.enum(["account", "request"]).optional(),
      ...typedName,
    })
    .transform(({ idempotencyKey, intent, ...typed }, context) => {
      const name = readTypedName(typed, context);
      return name === null ? z.NEVER : { idempotencyKey, intent, ...name };
    }),
);

/**
 * The form of a new customer, its address aside. All faults are found at once. Names stay as they are written: normalising would
 * turn some kanji into others (JP-NM-2).
 */
export const personFormSchema = (today: CalendarDate) =>
  z
    .object({
      ...typedName,
      lastNameKana: kanaSchema("start.fault.kana"),
      firstNameKana: kanaSchema("start.fault.kana"),
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
      const name = readTypedName(form, context);
      const phone =
        readPhone(form.phone)?.display ??
        fault("phone", tidyLine(form.phone) === "" ? "start.fault.phoneMissing" : "start.fault.phone");
      const { birthEra: era, birthYear: year, birthMonth: month, birthDay: day } = form;
      const birthDate = readTypedDate({ era, year, month, day });
      if (birthDate === null) fault("birthYear", "start.fault.birthDate");
      else if (!isBirthDate(birthDate, today)) fault("birthYear", "start.fault.birthDatePast");
      if (name === null || phone === null || birthDate === null) return z.NEVER;
      return {
        ...name,
        lastNameKana: form.lastNameKana,
        firstNameKana: form.firstNameKana,
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
