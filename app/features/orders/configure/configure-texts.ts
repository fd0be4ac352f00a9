import { DAYS_LEFT, START_DAYS_AHEAD } from "#domain/orders/start-rules.ts";
import type { MessageKey } from "~/messages/keys.ts";
import type { Translator } from "~/platform/i18n/translator.tsx";

type Fault = Extract<MessageKey, `configure.fault.${string}`>;

/** The sentences for the forms' keys: a fault of a field that nobody can see is told for the form as a whole. */
export function configureErrors({ t }: Translator, errors: Record<string, string>): Record<string, string> {
  const numbers = { card: DAYS_LEFT.physical, esim: DAYS_LEFT.esim, days: START_DAYS_AHEAD };
  return Object.fromEntries(
    Object.entries(errors).map(([field, message]) =>
      message.startsWith("configure.fault.")
        ? [field, t(message as Fault, numbers)]
        : ["", t("error.VALIDATION_FAILED.body")],
    ),
  );
}
