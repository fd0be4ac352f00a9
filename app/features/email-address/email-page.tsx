import { CsrfField, Field } from "~/components/forms/field.tsx";
import { SubmitButton } from "~/components/forms/submit-button.tsx";
import { useAccountData } from "~/components/layout/account-data.ts";
import { PageHeader } from "~/components/layout/page-header.tsx";
import { Notice } from "~/components/ui/notice.tsx";
import { Sheet } from "~/components/ui/sheet.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { DemoCodeNotice } from "~/features/sign-in/demo-logins.tsx";
import { VerifyForm, VerifyLead } from "~/features/sign-in/verify-form.tsx";
import type { VerifyView } from "~/features/sign-in/verify-page.server.ts";

type Common = { email: string; errors: Record<string, string> };

function EmailHeader({ email }: Pick<Common, "email">) {
  const { t, rich } = useI18n();
  return (
    <PageHeader
      title={t("emailChange.title")}
      answer={rich("emailChange.answer", { email })}
      crumbs={[{ to: "/account/settings", label: t("settings.title") }]}
    />
  );
}

export type NewEmailPageProps = Common & {
  values: Record<string, string>;
  /** The billing or the customer system still has the earlier address. */
  isUnsynced: boolean;
};

export function NewEmailPage({ email, values, errors, isUnsynced }: NewEmailPageProps) {
  const { t } = useI18n();
  const { csrf } = useAccountData();
  return (
    <>
      <EmailHeader email={email} />
      <div className="stack">
        {isUnsynced ? <Notice tone="info">{t("emailChange.unsynced")}</Notice> : null}
        <Sheet title={t("emailChange.new")} titleId="new-email">
          <form noValidate method="post" className="sheet-body">
            <CsrfField token={csrf} />
            <input type="hidden" name="intent" value="address" />
            <Field
              name="newEmail"
              type="email"
              inputMode="email"
              autoComplete="email"
              required
              label={t("emailChange.field")}
              hint={t("emailChange.hint")}
              value={values["newEmail"]}
              error={errors["newEmail"]}
            />
            <div className="gap-top">
              <SubmitButton>{t("emailChange.submit")}</SubmitButton>
            </div>
          </form>
        </Sheet>
      </div>
    </>
  );
}

export type ConfirmEmailPageProps = Common & { view: VerifyView; wasSent: boolean; isDemo: boolean };

/** The code that was mailed to the new address. */
export function ConfirmEmailPage({ email, view, errors, wasSent, isDemo }: ConfirmEmailPageProps) {
  const { t } = useI18n();
  const { csrf } = useAccountData();
  return (
    <>
      <EmailHeader email={email} />
      <div className="stack">
        {wasSent ? (
          <Notice tone="positive" role="status">
            {t("verify.sent")}
          </Notice>
        ) : null}
        {isDemo && view.code ? <DemoCodeNotice /> : null}
        <Sheet title={t("emailChange.confirm")} titleId="confirm-email">
          <div className="sheet-body">
            <VerifyLead view={view} />
            <p className="hint">{t("emailChange.notArrived")}</p>
            <div className="gap-top">
              <VerifyForm view={view} csrf={csrf} errors={errors} submit={t("emailChange.confirmSubmit")} />
            </div>
            <form noValidate method="post" className="gap-top">
              <CsrfField token={csrf} />
              <input type="hidden" name="intent" value="other" />
              <SubmitButton kind="plain" block>
                {t("emailChange.other")}
              </SubmitButton>
            </form>
          </div>
        </Sheet>
      </div>
    </>
  );
}
