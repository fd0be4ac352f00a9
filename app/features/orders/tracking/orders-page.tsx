import { isUnderWay, type CustomerOrder, type CustomerOrders } from "#domain/orders/customer-order.ts";
import { tokyoDate } from "#domain/shared/date-rules.ts";
import { PageHeader } from "~/components/layout/page-header.tsx";
import { Badge } from "~/components/ui/badge.tsx";
import { EmptyState } from "~/components/ui/empty-state.tsx";
import { Icon } from "~/components/ui/icon.tsx";
import { LinkButton } from "~/components/ui/link.tsx";
import { Notice } from "~/components/ui/notice.tsx";
import { PartialFailure, StaleNotice } from "~/components/ui/partial-failure.tsx";
import { AsOf, Sheet } from "~/components/ui/sheet.tsx";
import type { Part } from "~/platform/page/part.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { ORDER_ICONS, ORDER_LOOKS, orderKind } from "./order-texts.ts";

export function OrdersPage({ part }: { part: Part<CustomerOrders> }) {
  const { t, rich } = useI18n();
  if (part.state === "unavailable")
    return (
      <>
        <PageHeader title={t("orders.title")} />
        <section className="sheet">
          <PartialFailure {...part} part="orders" system={part.system ?? "crm"} />
        </section>
      </>
    );
  const { value, readAt, staleSince } = part;
  const { orders, unreadable } = value;
  const open = orders.filter(isUnderWay).length;
  return (
    <>
      <PageHeader
        title={t("orders.title")}
        answer={
          orders.length === 0 || unreadable.length > 0
            ? undefined
            : open === 0
              ? t("orders.noneOpen")
              : rich("orders.open", { count: open })
        }
      />
      <div className="stack">
        {staleSince === null ? null : (
          <StaleNotice part="orders" system="crm" readAt={readAt} staleSince={staleSince} />
        )}
        {unreadable.length === 0 ? null : (
          <Notice tone="caution">{rich("orders.unreadable", { count: unreadable.length })}</Notice>
        )}
        <Sheet
          title={t("orders.all")}
          titleId="orders"
          aside={<AsOf readAt={readAt} stale={staleSince !== null} />}
        >
          {orders.length === 0 && unreadable.length > 0 ? null : orders.length === 0 ? (
            <EmptyState
              title={t("orders.none")}
              action={<LinkButton href="/account/services">{t("orders.noneAction")}</LinkButton>}
            >
              {t("orders.noneText")}
            </EmptyState>
          ) : (
            <ul className="list sheet-body">
              {orders.map((order) => (
                <OrderRow key={order.id} order={order} />
              ))}
            </ul>
          )}
        </Sheet>
      </div>
    </>
  );
}

function OrderRow({ order }: { order: CustomerOrder }) {
  const i18n = useI18n();
  const { t, date } = i18n;
  const { id, kind, label, number, orderedAt } = order;
  return (
    <li>
      <Icon name={ORDER_ICONS[kind]} />
      <div>
        <a href={`/account/orders/${id}`}>{t("orders.name", { number, kind: orderKind(order, i18n) })}</a>
        <p>{t("orders.sentOn", { date: date(tokyoDate(new Date(orderedAt))) })}</p>
      </div>
      <span className="end">
        <Badge {...ORDER_LOOKS[label]}>{t(`orders.label.${label}`)}</Badge>
      </span>
    </li>
  );
}
