import { z } from "zod";
import { nationalDigits } from "../shared/phone-digits.ts";

/** Names of a SIM line, branded so that one cannot be taken for another. */

/** A line's number as providers write it: digits alone. Not for contact numbers: test lines fail the rule of those on purpose. */
export const MsisdnSchema = z
  .string()
  .regex(/^\d{11,14}$/)
  .brand<"Msisdn">();
export type Msisdn = z.infer<typeof MsisdnSchema>;

/** A number as stored or typed, hyphens and blanks dropped; null when it is none. */
export function parseMsisdn(text: string): Msisdn | null {
  return MsisdnSchema.safeParse(text.replace(/[-\s]/g, "")).data ?? null;
}

/** A number that moves to us from another company: a Japanese mobile one (JP-PH-1). Null when it is none. */
export function parsePortedNumber(text: string): Msisdn | null {
  const digits = nationalDigits(text) ?? "";
  return /^0[6789]0\d{8}$/.test(digits) ? MsisdnSchema.parse(digits) : null;
}

/** Number of the chip or profile. Text: 20 digits are more than a number holds. */
export const IccidSchema = z
  .string()
  .regex(/^\d{19,20}$/)
  .brand<"Iccid">();

/** Number of the device's built-in eSIM chip. */
export const EidSchema = z
  .string()
  .regex(/^\d{32}$/)
  .brand<"Eid">();
export type Eid = z.infer<typeof EidSchema>;

/** The last two digits of an EID make the whole number leave 1 when divided by 97: for forms, against slips of the pen. */
export function hasEidCheckDigits(eid: Eid): boolean {
  return BigInt(eid) % 97n === 1n;
}

/** Printed on a physical card; Freebit's `productNumber`. */
export const CardNumberSchema = z
  .string()
  .regex(/^[A-Z]{2}\d{13}$/)
  .brand<"CardNumber">();
export type CardNumber = z.infer<typeof CardNumberSchema>;

/** Typed numeric in the reference, whose own example is `LTE3G_P01` (freebit.md 3.5). */
export const PlanCodeSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,32}$/)
  .brand<"PlanCode">();
export type PlanCode = z.infer<typeof PlanCodeSchema>;

/** MNP reservation number, without hyphens. */
export const ReservationNumberSchema = z
  .string()
  .regex(/^\d{10}$/)
  .brand<"ReservationNumber">();
export type ReservationNumber = z.infer<typeof ReservationNumberSchema>;
