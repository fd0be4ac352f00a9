import { CsrfField, Field } from "~/components/forms/field.tsx";
import { SubmitButton } from "~/components/forms/submit-button.tsx";
import { useAccountData } from "~/components/layout/account-data.ts";
import { PageHeader } from "~/components/layout/page-header.tsx";
import { Sheet } from "~/components/ui/sheet.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import type { QrCode } from "./qr-code.server.ts";

export type EnrolAppPageProps = {
  name: string;
  secret: string;
  uri: string;
  qr: QrCode;
  errors: Record<string, string>;
};

/** The secret of an app, as picture and as text, and the field for the first code it makes. */
export function EnrolAppPage({ name, secret, uri, qr, errors }: EnrolAppPageProps) {
  const { t, rich } = useI18n();
  const { csrf } = useAccountData();
  return (
    <>
      <PageHeader
        title={t("enrol.title")}
        answer={rich("enrol.answer", { name })}
        crumbs={[
          { to: "/account/settings", label: t("settings.title") },
          { to: "/account/settings/security", label: t("security.title") },
        ]}
      />
      <div className="cols half">
        <Sheet title={t("enrol.scan")} titleId="scan">
          <div className="sheet-body">
            <svg className="qr" viewBox={`0 0 ${qr.size} ${qr.size}`} role="img" aria-label={t("enrol.qr")}>
              <rect width={qr.size} height={qr.size} fill="#fff" />
              <path d={qr.path} fill="#000" />
            </svg>
            <p className="gap-top">{t("enrol.byHand")}</p>
            <p>
              <code className="secret">{secret.replace(/.{4}(?=.)/g, "$& ")}</code>
            </p>
            <p className="gap-top">
              <a href={uri}>{t("enrol.onThisDevice")}</a>
            </p>
          </div>
        </Sheet>
        <Sheet title={t("enrol.confirm")} titleId="confirm">
          <form noValidate method="post" className="sheet-body">
            <CsrfField token={csrf} />
            <Field
              name="code"
              inputMode="numeric"
              autoComplete="one-time-code"
              required
              label={t("verify.label.authenticator")}
              hint={t("enrol.codeHint")}
              error={errors["code"]}
            />
            <div className="gap-top">
              <SubmitButton>{t("enrol.submit")}</SubmitButton>
            </div>
          </form>
        </Sheet>
      </div>
    </>
  );
}
