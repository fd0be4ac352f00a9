import type { MessageKey } from "~/messages/keys.ts";
import type { Translator } from "~/platform/i18n/translator.tsx";

/** Keys of the forms. */
const KNOWN = [
  "start.emailMissing",
  "start.emailTooLong",
  "form.email",
  "start.passwordMissing",
  "start.choose.missing",
  "start.fault.firstName",
  "start.fault.lastName",
  "start.fault.tooLong",
  "start.fault.nameSigns",
  "start.fault.twoNames",
  "start.fault.kana",
  "start.fault.phoneMissing",
  "start.fault.phone",
  "start.fault.birthDate",
  "start.fault.birthDatePast",
  "start.fault.terms",
] as const satisfies MessageKey[];

/** The sentences for the forms' keys, by field; a fault that no field of the page can show is told for the form as a whole. */
export function startErrors({ t }: Translator, errors: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors).map(([field, message]) => {
      const known = KNOWN.find((key) => key === message);
      return known ? [field, t(known)] : ["", t("error.VALIDATION_FAILED.body")];
    }),
  );
}
