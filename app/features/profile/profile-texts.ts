import type { MessageKey } from "~/messages/keys.ts";
import type { Translator } from "~/platform/i18n/translator.tsx";

type Fault = Extract<MessageKey, `profile.fault.${string}`>;
const FIELDS = new Set(["", "phone", "lastNameKana", "firstNameKana", "gender", "nationality"]);

/** The sentences for the form's keys: a fault of a field that nobody can see is told for the form as a whole. */
export function profileErrors({ t }: Translator, errors: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors).map(([field, message]) =>
      FIELDS.has(field) ? [field, t(message as Fault)] : ["", t("error.VALIDATION_FAILED.body")],
    ),
  );
}
