import { useAccountData } from "~/components/layout/account-data.ts";
import { PageHeader } from "~/components/layout/page-header.tsx";
import { Sheet } from "~/components/ui/sheet.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { PasskeyForm } from "./passkey-form.tsx";

/** Asks the browser to make a passkey, which is called `name` from then on. */
export function EnrolPasskeyPage({ name }: { name: string }) {
  const { t, rich } = useI18n();
  const { csrf } = useAccountData();
  return (
    <>
      <PageHeader
        title={t("passkey.enrol.title")}
        answer={rich("passkey.enrol.answer", { name })}
        crumbs={[
          { to: "/account/settings", label: t("settings.title") },
          { to: "/account/settings/security", label: t("security.title") },
        ]}
      />
      <Sheet title={t("passkey.enrol.device")} titleId="device">
        <div className="sheet-body">
          <p>{t("passkey.enrol.lead")}</p>
          <div className="gap-top">
            <PasskeyForm csrf={csrf} use="enrol" submit={t("passkey.enrol.submit")} />
          </div>
          <p className="gap-top">
            <a href="/account/settings/security">{t("passkey.enrol.other")}</a>
          </p>
        </div>
      </Sheet>
    </>
  );
}
