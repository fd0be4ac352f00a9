import { CsrfField, Field } from "~/components/forms/field.tsx";
import { SubmitButton } from "~/components/forms/submit-button.tsx";
import { useAccountData } from "~/components/layout/account-data.ts";
import { PageHeader } from "~/components/layout/page-header.tsx";
import { Sheet } from "~/components/ui/sheet.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";

export type ContactPageProps = {
  idempotencyKey: string;
  values: Record<string, string>;
  /** Shown texts by field. */
  errors: Record<string, string>;
};

export function ContactPage({ idempotencyKey, values, errors }: ContactPageProps) {
  const { t } = useI18n();
  const { csrf } = useAccountData();
  const typed = (name: string) => ({ name, value: values[name], error: errors[name] });
  return (
    <>
      <PageHeader
        title={t("contact.title")}
        answer={t("contact.answer")}
        crumbs={[
          { to: "/account/settings", label: t("settings.title") },
          { to: "/account/settings/profile", label: t("profile.title") },
        ]}
      />
      <Sheet title={t("contact.title")} titleId="contact">
        <form noValidate method="post" className="sheet-body">
          <CsrfField token={csrf} />
          <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
          <Field
            {...typed("phone")}
            type="tel"
            inputMode="tel"
            autoComplete="tel"
            required
            maxLength={60}
            label={t("profile.phone")}
            hint={t("contact.phoneHint")}
          />
          <Field
            {...typed("lastNameKana")}
            maxLength={120}
            label={t("contact.lastNameKana")}
            hint={t("contact.kanaHint")}
          />
          <Field {...typed("firstNameKana")} maxLength={120} label={t("contact.firstNameKana")} />
          <p className="hint gap-top">{t("contact.purpose")}</p>
          <div className="btns gap-top">
            <SubmitButton>{t("contact.save")}</SubmitButton>
          </div>
        </form>
      </Sheet>
    </>
  );
}
