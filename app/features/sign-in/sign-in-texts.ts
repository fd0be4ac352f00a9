import type { FormRefusal } from "~/platform/page/form.server.ts";
import type { Translator } from "~/platform/i18n/translator.tsx";

/** Why nobody was signed in: something is missing, it is wrong, there were too many wrong ones, or sign-in is closed. */
export type SignInRefusal = FormRefusal & {
  reason: "form" | "wrong" | "locked" | "closed";
  /** How long to wait, when locked. */
  minutes: number;
};

const FIELD_TEXTS = {
  "email form.required": "auth.login.emailMissing",
  "email form.email": "auth.login.emailTooLong",
  "password form.required": "auth.login.passwordMissing",
  "password form.tooLong": "auth.login.passwordTooLong",
} as const;

/** What the page says, by field; `""` is the form as a whole. */
export function signInErrors({ t }: Translator, refusal: SignInRefusal): Record<string, string> {
  if (refusal.reason === "wrong") return { "": t("auth.login.wrong") };
  if (refusal.reason === "locked") return { "": t("auth.login.locked", { minutes: refusal.minutes }) };
  return Object.fromEntries(
    Object.entries(refusal.errors).map(([field, message]) => {
      const known = Object.entries(FIELD_TEXTS).find(([name]) => name === `${field} ${message}`);
      return known ? [field, t(known[1])] : ["", t("error.VALIDATION_FAILED.body")];
    }),
  );
}
