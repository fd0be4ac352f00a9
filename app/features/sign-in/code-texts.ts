import type { Translator } from "~/platform/i18n/translator.tsx";
import type { CodeRefusal } from "./refuse-code.server.ts";
import type { VerifyView } from "./verify-page.server.ts";

/** What a page says of a refused code, by field; `""` is the page as a whole. */
export function codeErrors(
  { t }: Translator,
  refusal: CodeRefusal,
  { way }: VerifyView,
): Record<string, string> {
  switch (refusal.reason) {
    case "form":
      if (refusal.errors["credential"] !== undefined) return { "": t("passkey.missing") };
      return refusal.errors["code"] === undefined
        ? { "": t("error.VALIDATION_FAILED.body") }
        : { code: t(way === "recovery_code" ? "verify.recoveryHint" : "verify.sixDigits") };
    case "wrong":
      return {
        code: t(`verify.wrong.${way === "authenticator" || way === "recovery_code" ? way : "mailed_code"}`),
      };
    case "passkey":
      return { "": t("passkey.refused") };
    case "cooling":
      return { "": t("stepUp.tooNew") };
    case "expired":
      return { "": t("verify.expired") };
    case "used_up":
      return { "": t("verify.usedUp") };
    case "wait":
      return { "": t("verify.wait", { count: refusal.seconds }) };
    case "locked":
      return { "": t("verify.locked", { count: Math.ceil(refusal.seconds / 60) }) };
  }
}
