import type { Translator } from "~/platform/i18n/translator.tsx";

/** The sentences for the forms' keys: a fault of a field that nobody can see is told for the form as a whole. */
export function formErrors({ t }: Translator, errors: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors).map(([field, message]) => {
      if (field === "name" || field === "passkeyName")
        return [field, t(message === "form.tooLong" ? "security.nameTooLong" : "security.nameMissing")];
      if (field === "code") return [field, t("verify.sixDigits")];
      return ["", t("error.VALIDATION_FAILED.body")];
    }),
  );
}
