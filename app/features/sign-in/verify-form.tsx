import type { ReactNode } from "react";
import { SECOND_STEP } from "#domain/auth/second-step.ts";
import { CheckboxField, CsrfField, Field } from "~/components/forms/field.tsx";
import { SubmitButton } from "~/components/forms/submit-button.tsx";
import { buttonClass } from "~/components/ui/link.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { PasskeyForm } from "~/features/factors/passkey-form.tsx";
import type { VerifyView } from "./verify-page.server.ts";

export type VerifyFormProps = {
  view: VerifyView;
  csrf: string;
  /** What a passkey is asked for, where it is one of the ways. */
  use?: "second_step" | "step_up";
  errors: Record<string, string>;
  submit: string;
  /** Offers to skip the second step on this device for a week. */
  offersTrust?: boolean;
  /** Kept by every form and link of the page. */
  query?: Record<string, string>;
  /** The first code is sent on request alone, where nobody has asked for one yet. */
  sendLabel?: string;
};

/**
 * The button of a passkey or a field for a code, by the way that was chosen; the other ways are links, and another mailed
 * code is a form beside it.
 */
export function VerifyForm({
  view,
  csrf,
  use,
  errors,
  submit,
  offersTrust = false,
  query = {},
  sendLabel,
}: VerifyFormProps) {
  const { t } = useI18n();
  const { way, ways, code } = view;
  const hrefOf = (other: string) => `?${new URLSearchParams({ ...query, way: other }).toString()}`;
  return (
    <>
      {way === "passkey" && use ? (
        <PasskeyForm csrf={csrf} use={use} submit={t("verify.use.passkey")} action={hrefOf(way)} />
      ) : null}
      {way === null || way === "passkey" || (way === "mailed_code" && !code) ? null : (
        <form noValidate method="post" action={hrefOf(way)}>
          <CsrfField token={csrf} />
          <input type="hidden" name="method" value={way} />
          <Field
            name="code"
            inputMode={way === "recovery_code" ? "text" : "numeric"}
            autoComplete={way === "recovery_code" ? "off" : "one-time-code"}
            required
            label={t(`verify.label.${way}`)}
            hint={way === "recovery_code" ? t("verify.recoveryHint") : undefined}
            error={errors["code"]}
          />
          {offersTrust ? (
            <CheckboxField name="trust" label={t("verify.trust")} hint={t("verify.trustHint")} />
          ) : null}
          <SubmitButton block>{submit}</SubmitButton>
        </form>
      )}
      {way === "mailed_code" ? (
        <form noValidate method="post" action={hrefOf(way)} className="gap-top">
          <CsrfField token={csrf} />
          <input type="hidden" name="intent" value="send" />
          <button type="submit" className={buttonClass(code ? "plain" : "primary", false, "full")}>
            {code || sendLabel === undefined ? t("verify.resend") : sendLabel}
          </button>
        </form>
      ) : null}
      {ways.map((other) =>
        other === way ? null : (
          <p key={other} className="gap-top">
            <a href={hrefOf(other)}>{t(`verify.use.${other}`)}</a>
          </p>
        ),
      )}
    </>
  );
}

/** Where the code comes from, until when it is good, and what is left of it. */
export function VerifyLead({ view }: { view: VerifyView }): ReactNode {
  const { t, rich, instant } = useI18n();
  const { way, email, code } = view;
  if (way === null) return null;
  if (way !== "mailed_code") return <p>{t(`verify.lead.${way}`)}</p>;
  if (!code) return <p>{t("verify.lead.notSent", { email })}</p>;
  const { reference, expiresAt, minutes, remaining } = code;
  return (
    <>
      <p>
        {rich("verify.lead.mailed", { email, reference })}{" "}
        {t("verify.until", { time: instant(expiresAt), count: minutes })}
      </p>
      {remaining > 0 && remaining <= SECOND_STEP.lowAttempts ? (
        <p className="err">{t("verify.remaining", { count: remaining })}</p>
      ) : null}
    </>
  );
}
