import type { Address } from "#domain/address/schema.ts";
import { AgreementFormSchema, personFormSchema, type PersonForm } from "#domain/auth/get-started-forms.ts";
import { tokyoDate } from "#domain/shared/dates.ts";
import type { AddressForm } from "~/features/address/address-form.ts";
import { readForm } from "~/platform/page/form.server.ts";
import { translatorOf } from "~/platform/page/page-title.server.ts";
import type { RouteInput } from "~/platform/page/route.server.ts";
import type { NewPassword } from "~/features/passwords/password-check.server.ts";
import { startErrors } from "./start-texts.ts";

/** A form that is sent back: with what is wrong, or with the next step of its address. */
export type RegistrationAnswer = {
  values: Record<string, string>;
  /** Shown texts by field. */
  errors: Record<string, string>;
  address: AddressForm;
};
export type TypedRegistration = PersonForm & { address: Address };

/** What was typed, and the address in it as far as it goes. */
type ReadAddress = {
  values: Record<string, string>;
  form: AddressForm;
  address: Address | null;
  /** A button of the address's steps was pressed, which asks for the next step alone. */
  isStep: boolean;
};

/**
 * The form of a new customer, in as far as it was filled in. `typed` is there when all of it was and the page's own button was
 * pressed: the buttons of the address's steps ask for the next step alone.
 */
export async function readRegistrationForm(
  input: RouteInput,
  { values, form, address, isStep }: ReadAddress,
): Promise<{ answer: RegistrationAnswer; typed: TypedRegistration | null } & NewPassword> {
  const translator = translatorOf(input.context);
  const none = { newPassword: "", repeatPassword: "", typed: null };
  if (isStep) return { answer: { values, errors: form.errors, address: form }, ...none };

  const person = await readForm(input, personFormSchema(tokyoDate(input.app.now())));
  const agreement = await readForm(input, AgreementFormSchema);
  const errors = {
    ...(person.ok ? {} : startErrors(translator, person.refusal.errors)),
    ...form.errors,
    ...(agreement.ok ? {} : startErrors(translator, agreement.refusal.errors)),
  };
  const answer = { values, errors, address: form };
  if (!person.ok || !agreement.ok || !address) return { answer, ...none };
  const { newPassword, repeatPassword } = agreement.value;
  return { answer, typed: { ...person.value, address }, newPassword, repeatPassword };
}
