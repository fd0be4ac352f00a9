import { minimumLength, PASSWORD_LENGTH } from "#domain/auth/password-policy.ts";
import type { Translator } from "~/platform/i18n/translator.tsx";
import type { PasswordFormFaults } from "./password-check.server.ts";

/** What the page says of a refused password, by field; worded on the server, which knows how long this person's has to be. */
export function passwordErrors(
  { t }: Translator,
  faults: PasswordFormFaults,
  hasStrongFactor: boolean,
): Record<string, string> {
  const limits = { min: minimumLength(hasStrongFactor), max: PASSWORD_LENGTH.max };
  return Object.fromEntries(
    Object.entries(faults).map(([field, fault]) => [field, t(`password.fault.${fault}`, limits)]),
  );
}
