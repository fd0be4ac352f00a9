import { z } from "zod";
import type { CalendarDate } from "../shared/dates.ts";
import { readTypedDate, YEAR_COUNTS } from "../shared/typed-date.ts";
import { EidSchema, hasEidCheckDigits, parsePortedNumber, ReservationNumberSchema } from "../sim/ids.ts";
import { isBirthDate } from "../users/birth-date.ts";
import { GENDERS } from "../users/customer.ts";
import { DASHES, tidyLine, toHalfWidthLine } from "../shared/typed-text.ts";
import { readKana, readPersonName, type NameFault, type NameField } from "../users/names.ts";
import { ACCESS_MODES, PORTING_GENDERS, SIM_TYPES } from "./schema.ts";
import { SkuSchema } from "./selection.ts";
import { expiryFault, isStartDay, wishFault } from "./start-rules.ts";

/** The forms in which an order is put together, one for each step. Messages are keys of the catalogues. */

const sku = (message: string) => z.string(message).min(1, message).max(64, message);
const text = z.string().default("");

export const PlanFormSchema = z.object({ planSku: sku("configure.fault.plan") });
export const InternetPlanFormSchema = PlanFormSchema.extend({
  accessMode: z.enum(ACCESS_MODES, "configure.fault.accessMode"),
});
export const InstallationFormSchema = z.object({ installationSku: sku("configure.fault.installation") });
/** Pairs are named by their monthly half. */
export const AddonsFormSchema = z.object({ addonSkus: z.array(SkuSchema).max(20).default([]) });
/** With the day that is wished for the installation: left empty, it is the first that there is. */
export const internetAddonsFormSchema = (today: CalendarDate) =>
  AddonsFormSchema.extend({ wishYear: text, wishMonth: text, wishDay: text }).transform(
    ({ addonSkus, wishYear: year, wishMonth: month, wishDay: day }, context) => {
      if (`${year}${month}${day}`.trim() === "") return { addonSkus, wishedOn: null };
      const wishedOn = readTypedDate({ era: "western", year, month, day });
      const fault = wishedOn === null ? "date" : wishFault(wishedOn, { today, addonSkus });
      if (wishedOn !== null && fault === null) return { addonSkus, wishedOn };
      context.addIssue({ code: "custom", path: ["wishYear"], message: `configure.fault.${fault}` });
      return z.NEVER;
    },
  );
export const NumberFormSchema = z.object({ number: z.enum(["new", "transfer"], "configure.fault.number") });

/** The EID is looked at for an eSIM alone: what stands in the field beside a card means nothing. */
export const CardFormSchema = z
  .object({ simType: z.enum(SIM_TYPES, "configure.fault.simType"), eid: text })
  .transform(({ simType, eid }, context) => {
    if (simType === "physical") return { eid: null };
    const read = readEid(eid);
    if ("eid" in read) return read;
    context.addIssue({ code: "custom", path: ["eid"], message: read.fault });
    return z.NEVER;
  });

export const startFormSchema = (today: CalendarDate) =>
  z
    .object({
      start: z.enum(["immediate", "scheduled"], "configure.fault.start"),
      startYear: text,
      startMonth: text,
      startDay: text,
    })
    .transform(({ start, startYear: year, startMonth: month, startDay: day }, context) => {
      if (start === "immediate") return { on: null };
      const on = readTypedDate({ era: "western", year, month, day });
      if (on !== null && isStartDay(on, today)) return { on };
      const message = on === null ? "configure.fault.date" : "configure.fault.startDay";
      context.addIssue({ code: "custom", path: ["startYear"], message });
      return z.NEVER;
    });

const person = {
  lastName: text,
  firstName: text,
  oneName: z.boolean().default(false),
  lastNameKana: text,
  firstNameKana: text,
  birthEra: z.enum(YEAR_COUNTS).default("western"),
  birthYear: text,
  birthMonth: text,
  birthDay: text,
};
type TypedPerson = z.infer<z.ZodObject<typeof person>>;

/** Whom a voice line belongs to. */
export const holderFormSchema = (today: CalendarDate) =>
  z
    .object({ ...person, gender: z.enum(GENDERS, "configure.fault.gender") })
    .transform((form, context) => readPerson(form, { today, context, gender: form.gender }) ?? z.NEVER);

/** A number that moves to us. Names have to be those at the present company (JP-MN-4). All faults are found at once. */
export const transferFormSchema = (known: {
  today: CalendarDate;
  startsOn: CalendarDate | null;
  isEsim: boolean;
}) =>
  z
    .object({
      reservationNumber: text,
      expiresYear: text,
      expiresMonth: text,
      expiresDay: text,
      phoneNumber: text,
      ...person,
      gender: z.enum(PORTING_GENDERS, "configure.fault.portingGender"),
    })
    .transform((form, context) => {
      const fault = faultsOf(context);
      const reservationNumber = readReservationNumber(form.reservationNumber, fault);
      const { expiresYear: year, expiresMonth: month, expiresDay: day } = form;
      const expiresOn = readTypedDate({ era: "western", year, month, day });
      const wrong = expiresOn && expiryFault(expiresOn, known);
      if (expiresOn === null) fault("expiresYear", "configure.fault.date");
      else if (wrong !== null) fault("expiresYear", `configure.fault.expiry.${wrong}`);
      const phoneNumber =
        parsePortedNumber(form.phoneNumber) ?? fault("phoneNumber", "configure.fault.portedNumber");
      const owner = readPerson(form, { today: known.today, context, gender: form.gender });
      if (reservationNumber === null || expiresOn === null || wrong !== null) return z.NEVER;
      if (phoneNumber === null || owner === null) return z.NEVER;
      return { reservationNumber, expiresOn, phoneNumber, ...owner };
    });

type Context = z.core.$RefinementCtx;

function faultsOf(context: Context) {
  return (field: string, message: string): null => {
    context.addIssue({ code: "custom", path: [field], message });
    return null;
  };
}

/** As printed or shown, with blanks, hyphens and full-width digits. */
function withoutSeparators(typed: string): string {
  return toHalfWidthLine(typed).replace(DASHES, "").replace(/\s/g, "");
}

function readEid(typed: string): { eid: z.infer<typeof EidSchema> } | { fault: string } {
  const digits = withoutSeparators(typed);
  if (digits === "") return { fault: "configure.fault.eidMissing" };
  if (!/^\d+$/.test(digits)) return { fault: "configure.fault.eidLetters" };
  const eid = EidSchema.safeParse(digits);
  if (!eid.success) return { fault: "configure.fault.eidLength" };
  return hasEidCheckDigits(eid.data) ? { eid: eid.data } : { fault: "configure.fault.eidDigits" };
}

/** 10 digits, often written XX-XXX-XXXXX (JP-MN-2). Who types 11 has usually typed the phone number. */
function readReservationNumber(typed: string, fault: (field: string, message: string) => null) {
  const digits = withoutSeparators(typed);
  const number = ReservationNumberSchema.safeParse(digits);
  if (number.success) return number.data;
  const isEleven = /^\d{11}$/.test(digits);
  return fault(
    "reservationNumber",
    isEleven ? "configure.fault.elevenDigits" : "configure.fault.reservation",
  );
}

const NAME_FAULTS = {
  missing: { firstName: "configure.fault.firstName", lastName: "configure.fault.lastName" },
  long: { firstName: "configure.fault.nameLong", lastName: "configure.fault.nameLong" },
  signs: { firstName: "configure.fault.nameSigns", lastName: "configure.fault.nameSigns" },
  twoNames: { firstName: "configure.fault.twoNames", lastName: "configure.fault.twoNames" },
} as const satisfies Record<NameFault, Record<NameField, string>>;

function readPerson<Gender>(
  form: TypedPerson,
  { today, context, gender }: { today: CalendarDate; context: Context; gender: Gender },
) {
  const fault = faultsOf(context);
  const name = readPersonName({ ...form, hasOneName: form.oneName });
  if (!name.ok)
    for (const field of ["lastName", "firstName"] as const) {
      const wrong = name.faults[field];
      if (wrong) fault(field, NAME_FAULTS[wrong][field]);
    }
  const kana = readReadings(form, fault);
  const { birthEra: era, birthYear: year, birthMonth: month, birthDay: day } = form;
  const birthDate = readTypedDate({ era, year, month, day });
  const isPossible = birthDate !== null && isBirthDate(birthDate, today);
  if (!isPossible)
    fault("birthYear", birthDate === null ? "configure.fault.date" : "configure.fault.birthDate");
  if (!name.ok || kana === null) return null;
  return isPossible ? { ...name.name, ...kana, gender, birthDate } : null;
}

/** One name has one reading, in whichever field it stands. */
function readReadings(
  { lastNameKana: last, firstNameKana: first, oneName }: TypedPerson,
  fault: (field: string, message: string) => null,
) {
  if (oneName && (tidyLine(last) === "" || tidyLine(first) === "")) {
    const only = readKana(`${last}${first}`) ?? fault("lastNameKana", "configure.fault.kana");
    return only === null ? null : { lastNameKana: only, firstNameKana: "" };
  }
  if (oneName) return fault("firstNameKana", "configure.fault.twoNames");
  const lastNameKana = readKana(last) ?? fault("lastNameKana", "configure.fault.kana");
  const firstNameKana = readKana(first) ?? fault("firstNameKana", "configure.fault.kana");
  return lastNameKana === null || firstNameKana === null ? null : { lastNameKana, firstNameKana };
}
