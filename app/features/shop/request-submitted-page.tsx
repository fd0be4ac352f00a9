import { PageHeader } from "~/components/layout/page-header.tsx";
import { LinkButton } from "~/components/ui/link.tsx";
import { Sheet } from "~/components/ui/sheet.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";

const STEPS = ["ask", "mail", "order"] as const;

export function RequestSubmittedPage() {
  const { t } = useI18n();
  return (
    <>
      <PageHeader
        title={t("availability.done.title")}
        answer={t("availability.done.answer")}
        crumbs={[
          { to: "/account/services", label: t("shop.account.title") },
          { to: "/account/services/internet", label: t("shop.internet.title") },
        ]}
      />
      <Sheet title={t("availability.done.what")} titleId="next">
        <div className="sheet-body">
          <ol className="bullets">
            {STEPS.map((step) => (
              <li key={step}>{t(`availability.done.${step}`)}</li>
            ))}
          </ol>
          <p className="gap-top">
            <LinkButton href="/account/services/internet">{t("availability.done.back")}</LinkButton>
          </p>
        </div>
      </Sheet>
    </>
  );
}
