import { minimumLength } from "#domain/auth/password-policy.ts";
import { CsrfField, ErrorSummary, Field } from "~/components/forms/field.tsx";
import { SubmitButton } from "~/components/forms/submit-button.tsx";
import { useAccountData } from "~/components/layout/account-data.ts";
import { PageHeader } from "~/components/layout/page-header.tsx";
import { Sheet } from "~/components/ui/sheet.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { NewPasswordFields } from "./new-password-fields.tsx";

export type PasswordPageProps = {
  email: string;
  idempotencyKey: string;
  hasStrongFactor: boolean;
  /** Shown texts by field. */
  errors: Record<string, string>;
};

export function PasswordPage({ email, idempotencyKey, hasStrongFactor, errors }: PasswordPageProps) {
  const { t, rich } = useI18n();
  const { csrf } = useAccountData();
  return (
    <>
      <ErrorSummary errors={errors} />
      <PageHeader
        title={t("password.title")}
        answer={t("password.answer")}
        crumbs={[{ to: "/account/settings", label: t("settings.title") }]}
      />
      <Sheet title={t("protect.password")} titleId="password-sheet">
        <form noValidate method="post" className="sheet-body">
          <CsrfField token={csrf} />
          <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
          {/* Tells a password manager whose password this is. */}
          <input type="email" autoComplete="username" defaultValue={email} hidden readOnly />
          <Field
            name="currentPassword"
            type="password"
            autoComplete="current-password"
            required
            label={t("password.current")}
            error={errors["currentPassword"]}
          />
          <NewPasswordFields
            errors={errors}
            hint={t("password.newHint", { min: minimumLength(hasStrongFactor) })}
          />
          <SubmitButton>{t("password.save")}</SubmitButton>
          <p className="hint gap-top">
            {rich("password.forgot", { link: (text) => <a href="/auth/forgot-password">{text}</a> })}
          </p>
        </form>
      </Sheet>
    </>
  );
}
