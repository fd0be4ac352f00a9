import { PageHeader } from "~/components/layout/page-header.tsx";
import { LinkButton } from "~/components/ui/link.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";

export function ExpiredPage({ again }: { again: string | null }) {
  const { t } = useI18n();
  return (
    <>
      <PageHeader title={t("checkout.expired.title")} answer={t("checkout.expired.body")} />
      <LinkButton href={again ?? "/account/services"}>{t("checkout.expired.go")}</LinkButton>
    </>
  );
}
