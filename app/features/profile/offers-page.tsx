import { CheckboxField, CsrfField } from "~/components/forms/field.tsx";
import { SubmitButton } from "~/components/forms/submit-button.tsx";
import { useAccountData } from "~/components/layout/account-data.ts";
import { PageHeader } from "~/components/layout/page-header.tsx";
import { Sheet } from "~/components/ui/sheet.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";

export function OffersPage({ idempotencyKey, agreed }: { idempotencyKey: string; agreed: boolean }) {
  const { t } = useI18n();
  const { csrf } = useAccountData();
  return (
    <>
      <PageHeader
        title={t("offers.title")}
        answer={t("offers.answer")}
        crumbs={[
          { to: "/account/settings", label: t("settings.title") },
          { to: "/account/settings/profile", label: t("profile.title") },
        ]}
      />
      <Sheet title={t("offers.title")} titleId="offers">
        <form noValidate method="post" className="sheet-body">
          <CsrfField token={csrf} />
          <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
          <CheckboxField name="agreed" label={t("offers.agree")} defaultChecked={agreed} />
          <p className="hint gap-top">{t("offers.purpose")}</p>
          <div className="btns gap-top">
            <SubmitButton>{t("offers.save")}</SubmitButton>
          </div>
        </form>
      </Sheet>
    </>
  );
}
