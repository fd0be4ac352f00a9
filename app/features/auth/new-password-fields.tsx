import { minimumLength } from "#domain/auth/password-policy.ts";
import { Field } from "~/components/forms/field.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";

export type NewPasswordFieldsProps = {
  /** Shown texts by field. */
  errors: Record<string, string>;
  hasStrongFactor: boolean;
};

/** The new password, twice. What was typed never comes back. */
export function NewPasswordFields({ errors, hasStrongFactor }: NewPasswordFieldsProps) {
  const { t } = useI18n();
  return (
    <>
      <Field
        name="newPassword"
        type="password"
        autoComplete="new-password"
        required
        label={t("password.new")}
        hint={t("password.newHint", { min: minimumLength(hasStrongFactor) })}
        error={errors["newPassword"]}
      />
      <Field
        name="repeatPassword"
        type="password"
        autoComplete="new-password"
        required
        label={t("password.repeat")}
        error={errors["repeatPassword"]}
      />
    </>
  );
}
