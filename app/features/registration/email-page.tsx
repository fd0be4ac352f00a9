import { CsrfField, ErrorSummary, Field } from "~/components/forms/field.tsx";
import { SubmitButton } from "~/components/forms/submit-button.tsx";
import { Notice } from "~/components/ui/notice.tsx";
import { signInHref } from "~/platform/page/return-to.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";

export type StartEmailPageProps = {
  csrf: string;
  /** Where the person was on their way to. */
  returnTo: string;
  /** An earlier start is over, or was another browser's. */
  isAgain: boolean;
  /** Shown texts by field, and what was typed. */
  errors: Record<string, string>;
  values: Record<string, string>;
};

export function StartEmailPage({ csrf, returnTo, isAgain, errors, values }: StartEmailPageProps) {
  const { t, rich } = useI18n();
  return (
    <>
      <ErrorSummary errors={errors} />
      {isAgain && Object.keys(errors).length === 0 ? (
        <Notice tone="info" title={t("start.again.title")}>
          {t("start.again.body")}
        </Notice>
      ) : null}
      <h1>{t("start.title")}</h1>
      <p>{t("start.lead")}</p>
      <form noValidate method="post" action="/auth/get-started?index">
        <CsrfField token={csrf} />
        <input type="hidden" name="returnTo" value={returnTo} />
        <Field
          name="email"
          type="email"
          inputMode="email"
          autoComplete="email"
          required
          label={t("start.email")}
          hint={t("start.emailHint")}
          value={values["email"]}
          error={errors["email"]}
        />
        <p className="hint gap-top">
          {rich("start.purpose", { link: (text) => <a href="/privacy">{text}</a> })}
        </p>
        <div className="gap-top">
          <SubmitButton block>{t("start.submit")}</SubmitButton>
        </div>
      </form>
      <p className="below">
        {rich("start.haveLogin", { link: (text) => <a href={signInHref(returnTo)}>{text}</a> })}
      </p>
    </>
  );
}
