import { minimumLength } from "#domain/auth/password-policy.ts";
import { CsrfField, ErrorSummary } from "~/components/forms/field.tsx";
import { SubmitButton } from "~/components/forms/submit-button.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { NewPasswordFields } from "~/features/passwords/new-password-fields.tsx";

export function FirstPasswordPage({ csrf, errors }: { csrf: string; errors: Record<string, string> }) {
  const { t } = useI18n();
  return (
    <>
      <ErrorSummary errors={errors} />
      <h1>{t("start.set.title")}</h1>
      <p>{t("start.set.lead")}</p>
      <form noValidate method="post">
        <CsrfField token={csrf} />
        <NewPasswordFields errors={errors} hint={t("password.newHint", { min: minimumLength(false) })} />
        <SubmitButton block>{t("start.set.submit")}</SubmitButton>
      </form>
    </>
  );
}
