import { z } from "zod";
import { internationalDigits, nationalDigits, toPhoneText } from "../shared/phone-digits.ts";
import { tidyLine } from "../shared/typed-text.ts";

/** A number at which people can be called: as it is shown, and as systems compare it (`+81312345678`, JP-PH-3). */
export type Phone = { display: string; e164: string };

/** Mobile 060 to 090 (JP-PH-1), IP telephony 050, toll-free 0120 and 0800, fixed lines (JP-PH-2). Machines' 020 is none. */
const JAPANESE = [
  /^0[6789]0[1-9]\d{7}$/,
  /^050\d{8}$/,
  /^0120\d{6}$/,
  /^0800\d{7}$/,
  // A mobile number with a digit missing is no fixed line.
  /^0(?!20|[5-9]0)[1-9]\d{8}$/,
];

/**
 * A contact number as people type it: any width, brackets, hyphens, `+81`; from abroad with its `+` (JP-PH-2, JP-PH-3). Hyphens
 * of fixed lines stay as typed, since area codes have two to five digits. Null when it is none.
 */
export function readPhone(typed: string): Phone | null {
  const text = toPhoneText(typed);
  if (text === null) return null;
  const national = nationalDigits(typed);
  if (national === null) {
    const digits = internationalDigits(text) ?? "";
    return /^[1-9]\d{6,14}$/.test(digits) ? { display: inGroups(text, digits), e164: `+${digits}` } : null;
  }
  if (!JAPANESE.some((pattern) => pattern.test(national))) return null;
  const isTypedNational =
    /^0\d[\d-]*\d$/.test(text) && text.includes("-") && text.replaceAll("-", "") === national;
  return { display: isTypedNational ? text : hyphenate(national), e164: `+81${national.slice(1)}` };
}

/** Numbers of one length have one grouping; a fixed line's is not known. */
function hyphenate(national: string): string {
  if (/^0120/.test(national)) return national.replace(/^(\d{4})(\d{3})(\d{3})$/, "$1-$2-$3");
  if (/^0800/.test(national)) return national.replace(/^(\d{4})(\d{3})(\d{4})$/, "$1-$2-$3");
  if (national.length === 11) return national.replace(/^(\d{3})(\d{4})(\d{4})$/, "$1-$2-$3");
  return /^0[36]/.test(national) ? national.replace(/^(\d{2})(\d{4})(\d{4})$/, "$1-$2-$3") : national;
}

/** What a foreign number's groups are separated by is its country's habit: single spaces. */
function inGroups(text: string, digits: string): string {
  const groups = text
    .replace(/\(\s*0\s*\)/, " ")
    .split(/\D+/)
    .filter(Boolean);
  // A prefix of international calls is no group of the number.
  return groups.join("") === digits ? `+${groups.join(" ")}` : `+${digits}`;
}

/** For forms; the message is a key of the catalogues. The customer system has room for 40 characters. */
export const PhoneSchema = z.string("profile.fault.phoneMissing").transform((typed, context): Phone => {
  const phone = readPhone(typed);
  if (phone !== null && phone.display.length <= 40) return phone;
  context.addIssue({
    code: "custom",
    message: tidyLine(typed) === "" ? "profile.fault.phoneMissing" : "profile.fault.phone",
  });
  return z.NEVER;
});
