import { CsrfField, ErrorSummary } from "~/components/forms/field.tsx";
import { SubmitButton } from "~/components/forms/submit-button.tsx";
import { buttonClass } from "~/components/ui/link.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { NewPasswordFields } from "./new-password-fields.tsx";

export type ResetPasswordPageProps = {
  csrf: string;
  /** Whether the link can still be used. */
  isGood: boolean;
  /** How long links work. */
  minutes: number;
  /** How long a new password has to be, whoever opens the link. */
  hint: string;
  /** Shown texts by field. */
  errors: Record<string, string>;
};

export function ResetPasswordPage({ csrf, isGood, minutes, hint, errors }: ResetPasswordPageProps) {
  const { t } = useI18n();
  if (!isGood)
    return (
      <>
        <h1>{t("reset.invalidTitle")}</h1>
        <p>{t("reset.invalidBody", { minutes })}</p>
        <p>
          <a href="/auth/forgot-password" className={buttonClass("primary", false, "full")}>
            {t("reset.again")}
          </a>
        </p>
      </>
    );
  return (
    <>
      <ErrorSummary errors={errors} />
      <h1>{t("reset.title")}</h1>
      <p>{t("reset.lead")}</p>
      <form noValidate method="post" action="/auth/reset-password">
        <CsrfField token={csrf} />
        <NewPasswordFields errors={errors} hint={hint} />
        <SubmitButton block>{t("password.save")}</SubmitButton>
      </form>
    </>
  );
}
