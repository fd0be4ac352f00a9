import { CsrfField, ErrorSummary, Field } from "~/components/forms/field.tsx";
import { SubmitButton } from "~/components/forms/submit-button.tsx";
import { Notice } from "~/components/ui/notice.tsx";
import type { FormRefusal } from "~/platform/page/form.server.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import type { Translator } from "~/platform/i18n/translator.tsx";

export type ForgotPasswordPageProps = {
  csrf: string;
  /** The page follows a form that was taken, whether or not anybody has the address. */
  wasSent: boolean;
  /** How long a link works. */
  minutes: number;
  /** How many links go to one address in an hour. */
  most: number;
  /** `minutes`: how long to wait when there were too many; 0 otherwise. */
  refusal: (FormRefusal & { minutes: number }) | undefined;
};

export function ForgotPasswordPage({ csrf, wasSent, minutes, most, refusal }: ForgotPasswordPageProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const errors = refusal ? errorsOf(i18n, refusal) : {};
  return (
    <>
      <ErrorSummary errors={errors} />
      {wasSent && !refusal ? (
        <Notice tone="positive" title={t("reset.sentTitle")} role="status">
          {t("reset.sentBody", { most })}
        </Notice>
      ) : null}
      <h1>{t("reset.forgotTitle")}</h1>
      <p>{t("reset.forgotLead", { minutes })}</p>
      <form noValidate method="post" action="/auth/forgot-password">
        <CsrfField token={csrf} />
        <Field
          name="email"
          type="email"
          inputMode="email"
          autoComplete="username"
          required
          label={t("reset.email")}
          value={refusal?.values["email"]}
          error={errors["email"]}
        />
        <SubmitButton block>{t("reset.send")}</SubmitButton>
      </form>
      <p className="below">
        <a href="/auth/login">{t("reset.back")}</a>
      </p>
    </>
  );
}

function errorsOf(
  { t }: Translator,
  { errors, minutes }: FormRefusal & { minutes: number },
): Record<string, string> {
  if (minutes > 0) return { "": t("reset.limited", { minutes }) };
  return { email: t(errors["email"] === "reset.emailMissing" ? "reset.emailMissing" : "form.email") };
}
