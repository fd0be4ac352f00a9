import type { FormRefusal } from "~/platform/page/form.server.ts";
import type { Translator } from "~/platform/i18n/translator.tsx";
import type { CodeRefusal } from "~/features/sign-in/refuse-code.server.ts";

/** What the page says of a refused address, by field; a code whose address is no longer known begins again here. */
export function emailErrors(
  { t }: Translator,
  refusal: (FormRefusal & { minutes: number }) | CodeRefusal,
): Record<string, string> {
  if ("reason" in refusal) return { "": t("verify.expired") };
  const { errors, minutes } = refusal;
  if (minutes > 0) return { "": t("emailChange.limited", { count: minutes }) };
  switch (errors["newEmail"]) {
    case "emailChange.same":
      return { newEmail: t("emailChange.same") };
    case "emailChange.taken":
      return { newEmail: t("emailChange.taken") };
    case "form.tooLong":
      return { newEmail: t("emailChange.tooLong") };
    default:
      return { newEmail: t("form.email") };
  }
}
