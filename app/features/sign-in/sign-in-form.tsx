import { CheckboxField, CsrfField, Field } from "~/components/forms/field.tsx";
import { SubmitButton } from "~/components/forms/submit-button.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";

export type SignInFormProps = {
  csrf: string;
  returnTo: string;
  /** Shown texts by field, and what was typed before; never the password. */
  errors: Record<string, string>;
  values: Record<string, string>;
};

/**
 * A plain form also where scripts run: signing in may change language and colours, and the page that follows is loaded
 * whole. It is sent to its own address, which keeps `returnTo` for the page that says what is wrong.
 */
export function SignInForm({ csrf, returnTo, errors, values }: SignInFormProps) {
  const { t } = useI18n();
  return (
    <form noValidate method="post">
      <CsrfField token={csrf} />
      <input type="hidden" name="returnTo" value={returnTo} />
      <Field
        name="email"
        type="email"
        inputMode="email"
        autoComplete="username"
        required
        label={t("auth.login.email")}
        value={values["email"]}
        error={errors["email"]}
      />
      <Field
        name="password"
        type="password"
        autoComplete="current-password"
        required
        label={t("auth.login.password")}
        error={errors["password"]}
      />
      <p>
        <a href="/auth/forgot-password">{t("reset.link")}</a>
      </p>
      <CheckboxField
        name="remember"
        label={t("auth.login.remember")}
        hint={t("auth.login.rememberHint")}
        defaultChecked={values["remember"] === "on"}
      />
      <SubmitButton block>{t("auth.login.submit")}</SubmitButton>
    </form>
  );
}
