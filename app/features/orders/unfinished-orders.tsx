import type { UnfinishedOrder } from "#domain/me-status/tasks.ts";
import { LinkButton } from "~/components/ui/link.tsx";
import { Notice } from "~/components/ui/notice.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";

/** What was begun and not sent, with the way back to it. */
export function UnfinishedOrders({ orders }: { orders: UnfinishedOrder[] }) {
  const { t } = useI18n();
  return (
    <>
      {orders.map(({ kind, href }) => (
        <Notice
          key={kind}
          tone="info"
          title={t("task.unfinished.title", { service: t(`shop.${kind}.title`) })}
        >
          {t("task.unfinished.body")} <LinkButton href={href}>{t("task.unfinished.go")}</LinkButton>
        </Notice>
      ))}
    </>
  );
}
