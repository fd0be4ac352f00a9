import { minimumLength } from "#domain/auth/password-policy.ts";
import { DateField } from "~/components/forms/date-field.tsx";
import { CheckboxField, CsrfField, ErrorSummary, Field, FieldError } from "~/components/forms/field.tsx";
import { SubmitButton } from "~/components/forms/submit-button.tsx";
import { AddressFields, AddressWaysBack } from "~/features/address/address-fields.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { NewPasswordFields } from "~/features/passwords/new-password-fields.tsx";
import type { RegistrationAnswer } from "./read-registration-form.server.ts";

export type RegistrationFormProps = {
  email: string;
  csrf: string;
  answer: RegistrationAnswer;
  errors: Record<string, string>;
  /** The customer system knows them already. */
  isKnown: boolean;
};

/**
 * All that a new customer is asked for, on one page. The postcode is looked up first; what comes after the address is asked once
 * it is there, so that a password is typed once.
 */
export function RegistrationForm({ email, csrf, answer, errors, isKnown }: RegistrationFormProps) {
  const { t, rich } = useI18n();
  const { address } = answer;
  const part = isKnown ? "complete" : "new";
  return (
    <>
      <ErrorSummary errors={errors} />
      <h1>{t(`start.${part}.title`)}</h1>
      <p>{rich(`start.${part}.lead`, { email })}</p>
      <form noValidate method="post">
        <CsrfField token={csrf} />
        <input type="hidden" name="intent" value="register" />
        <h2>{t("start.person")}</h2>
        <p className="hint">
          {t("start.personPurpose")} {t("start.nameHint")}
        </p>
        <div className="gap-top">
          <PersonFields values={answer.values} errors={errors} />
        </div>
        <h2 className="below">{t("start.address")}</h2>
        <p className="hint">{t("start.addressPurpose")}</p>
        <div className="gap-top">
          <AddressFields form={{ ...address, errors: { ...address.errors, ...errors } }} />
        </div>
        {address.step === "rest" ? (
          <>
            <h2 className="below">{t("start.password")}</h2>
            <div className="gap-top">
              <NewPasswordFields
                errors={errors}
                hint={t("password.newHint", { min: minimumLength(false) })}
              />
              <TermsField error={errors["terms"]} isAccepted={answer.values["terms"] === "on"} />
              <CheckboxField
                name="marketing"
                label={t("start.marketing")}
                defaultChecked={answer.values["marketing"] === "on"}
              />
              <SubmitButton block>{t("start.submitNew")}</SubmitButton>
            </div>
            <div className="btns gap-top">
              <AddressWaysBack form={address} />
            </div>
          </>
        ) : null}
      </form>
    </>
  );
}

type Typed = { values: Record<string, string>; errors: Record<string, string> };

/** Family name first in Japanese (JP-NM-1). */
export function NameFields({ values, errors, withReading = false }: Typed & { withReading?: boolean }) {
  const { t, language } = useI18n();
  const typed = (name: string) => ({ name, value: values[name], error: errors[name] });
  const names = [
    <Field key="firstName" {...typed("firstName")} label={t("start.firstName")} autoComplete="given-name" />,
    <Field key="lastName" {...typed("lastName")} label={t("start.lastName")} autoComplete="family-name" />,
  ];
  return (
    <>
      {language === "ja" ? names.reverse() : names}
      <CheckboxField name="oneName" label={t("start.oneName")} defaultChecked={values["oneName"] === "on"} />
      {withReading && language === "ja" ? (
        <>
          <Field {...typed("lastNameKana")} label={t("start.lastNameKana")} hint={t("start.kanaHint")} />
          <Field {...typed("firstNameKana")} label={t("start.firstNameKana")} />
        </>
      ) : null}
    </>
  );
}

function PersonFields({ values, errors }: Typed) {
  const { t } = useI18n();
  const typed = (name: string) => ({ name, value: values[name], error: errors[name] });
  return (
    <>
      <NameFields values={values} errors={errors} withReading />
      <Field
        {...typed("phone")}
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        required
        label={t("start.phone")}
        hint={t("start.phoneHint")}
      />
      <DateField
        prefix="birth"
        legend={t("start.birthDate")}
        values={values}
        error={errors["birthYear"]}
        autoComplete="bday"
        hasEras
      />
      <GenderField value={values["gender"]} />
    </>
  );
}

function GenderField({ value = "" }: { value: string | undefined }) {
  const { t } = useI18n();
  return (
    <div className="field">
      <label htmlFor="gender">{t("start.gender")}</label>
      <select className="input" id="gender" name="gender" defaultValue={value} autoComplete="sex">
        <option value="">{t("start.gender.none")}</option>
        <option value="female">{t("start.gender.female")}</option>
        <option value="male">{t("start.gender.male")}</option>
      </select>
    </div>
  );
}

function TermsField({ error, isAccepted }: { error: string | undefined; isAccepted: boolean }) {
  const { rich } = useI18n();
  return (
    <div className="check field">
      <FieldError name="terms" error={error} />
      <input
        type="checkbox"
        id="terms"
        name="terms"
        required
        defaultChecked={isAccepted}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? "terms-error" : undefined}
      />
      <label htmlFor="terms">
        {rich("start.terms", {
          link: (text) => (
            <a href="/terms" target="_blank" rel="noreferrer">
              {text}
            </a>
          ),
        })}
      </label>
    </div>
  );
}
