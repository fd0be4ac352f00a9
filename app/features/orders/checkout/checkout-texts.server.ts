import type { ParamsOf } from "~/messages/keys.ts";
import type { Language } from "#domain/shared/money.ts";
import type { Services } from "~/services.ts";
import { i18nOf } from "./read-checkout.server.ts";

const FAULTS = [
  "checkout.place.required",
  "checkout.place.changed",
  "checkout.read.required",
  "checkout.changed",
  "checkout.delivery.consentRequired",
  "checkout.delivery.ageRequired",
  "checkout.confirm.required",
] as const;
type Values = Record<ParamsOf<(typeof FAULTS)[number]>, string>;

/** The sentences for a form's keys. What is none of them is a field that nobody can see, and means that the page was not ours. */
export function checkoutErrors(
  deps: Services,
  language: Language,
  errors: Record<string, string>,
): Record<string, string> {
  const { t, brand } = i18nOf(deps, language);
  const values: Values = { phone: brand.phone, hours: brand.hours };
  return Object.fromEntries(
    Object.entries(errors).map(([field, key]) => {
      const fault = FAULTS.find((each) => each === key);
      return fault ? [field, t(fault, values)] : ["", t("checkout.changed")];
    }),
  );
}
