import { CsrfField } from "~/components/forms/field.tsx";
import { SubmitButton } from "~/components/forms/submit-button.tsx";
import { useAccountData } from "~/components/layout/account-data.ts";
import { PageHeader } from "~/components/layout/page-header.tsx";
import { Sheet } from "~/components/ui/sheet.tsx";
import { AddressFields, AddressWaysBack } from "~/features/address/address-fields.tsx";
import type { AddressForm } from "~/features/address/address-form.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";

export function NewAddressPage({
  idempotencyKey,
  returnTo,
  form,
}: {
  idempotencyKey: string;
  returnTo: string | null;
  form: AddressForm;
}) {
  const { t } = useI18n();
  const { csrf } = useAccountData();
  return (
    <>
      <PageHeader
        title={t("newAddress.title")}
        answer={t("newAddress.answer")}
        crumbs={[
          { to: "/account/settings", label: t("settings.title") },
          { to: "/account/settings/profile", label: t("profile.title") },
        ]}
      />
      <Sheet title={t("profile.address")} titleId="address">
        <form noValidate method="post" className="sheet-body">
          <CsrfField token={csrf} />
          <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
          {returnTo === null ? null : <input type="hidden" name="returnTo" value={returnTo} />}
          <AddressFields form={form} />
          {form.step === "rest" ? (
            <>
              <p className="hint gap-top">{t("newAddress.eligibility")}</p>
              <div className="btns gap-top">
                <SubmitButton>{t("newAddress.save")}</SubmitButton>
                <AddressWaysBack form={form} />
              </div>
            </>
          ) : null}
        </form>
      </Sheet>
    </>
  );
}
