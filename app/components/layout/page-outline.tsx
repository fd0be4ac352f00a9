import { useI18n } from "~/platform/i18n/i18n.tsx";
import { Skeleton } from "../ui/later.tsx";
import { PageHeader, type Crumb } from "./page-header.tsx";

/** A page whose data is on its way: what it is called is known already. */
export function PageOutline({ title, crumbs, lines }: { title: string; crumbs?: Crumb[]; lines: number }) {
  const { t } = useI18n();
  return (
    <>
      <PageHeader title={title} answer={t("common.loading")} {...(crumbs ? { crumbs } : {})} />
      <Skeleton lines={lines} />
    </>
  );
}
