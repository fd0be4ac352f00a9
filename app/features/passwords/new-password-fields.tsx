import { Field } from "~/components/forms/field.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";

export type NewPasswordFieldsProps = {
  /** Shown texts by field. */
  errors: Record<string, string>;
  hint: string;
};

/** The new password, twice. What was typed never comes back. */
export function NewPasswordFields({ errors, hint }: NewPasswordFieldsProps) {
  const { t } = useI18n();
  return (
    <>
      <Field
        name="newPassword"
        type="password"
        autoComplete="new-password"
        required
        label={t("password.new")}
        hint={hint}
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
