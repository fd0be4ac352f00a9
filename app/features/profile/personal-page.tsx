import { GENDERS } from "#domain/users/customer.ts";
import { CsrfField, Field, FieldError } from "~/components/forms/field.tsx";
import { SubmitButton } from "~/components/forms/submit-button.tsx";
import { useAccountData } from "~/components/layout/account-data.ts";
import { PageHeader } from "~/components/layout/page-header.tsx";
import { Sheet } from "~/components/ui/sheet.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";

export type PersonalPageProps = {
  idempotencyKey: string;
  values: Record<string, string>;
  /** Shown texts by field. */
  errors: Record<string, string>;
};

export function PersonalPage({ idempotencyKey, values, errors }: PersonalPageProps) {
  const { t } = useI18n();
  const { csrf } = useAccountData();
  return (
    <>
      <PageHeader
        title={t("personal.title")}
        answer={t("personal.answer")}
        crumbs={[
          { to: "/account/settings", label: t("settings.title") },
          { to: "/account/settings/profile", label: t("profile.title") },
        ]}
      />
      <Sheet title={t("personal.title")} titleId="personal">
        <form noValidate method="post" className="sheet-body">
          <CsrfField token={csrf} />
          <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
          <GenderField value={values["gender"] ?? ""} error={errors["gender"]} />
          <Field
            name="nationality"
            value={values["nationality"]}
            error={errors["nationality"]}
            autoComplete="country-name"
            maxLength={80}
            label={t("profile.nationality")}
            hint={t("personal.nationalityPurpose")}
          />
          <div className="btns gap-top">
            <SubmitButton>{t("personal.save")}</SubmitButton>
          </div>
        </form>
      </Sheet>
    </>
  );
}

function GenderField({ value, error }: { value: string; error: string | undefined }) {
  const { t } = useI18n();
  return (
    <div className="field">
      <label htmlFor="gender">{t("profile.gender")}</label>
      <p className="hint" id="gender-hint">
        {t("personal.genderPurpose")}
      </p>
      <FieldError name="gender" error={error} />
      <select
        className="input"
        id="gender"
        name="gender"
        defaultValue={value}
        autoComplete="sex"
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? "gender-hint gender-error" : "gender-hint"}
      >
        <option value="">{t("profile.notGiven")}</option>
        {GENDERS.map((gender) => (
          <option key={gender} value={gender}>
            {t(`profile.gender.${gender}`)}
          </option>
        ))}
        {value === "unknown" ? <option value="unknown">{t("personal.genderKept")}</option> : null}
      </select>
    </div>
  );
}
