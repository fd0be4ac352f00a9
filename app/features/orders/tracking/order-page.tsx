import type { ReactNode } from "react";
import type { NamedProduct } from "#domain/orders/cart.ts";
import {
  isUnderWay,
  ORDER_STEPS,
  type CustomerOrder,
  type OrderLine,
} from "#domain/orders/customer-order.ts";
import type { OrderId } from "#domain/shared/salesforce-ids.ts";
import { PageHeader } from "~/components/layout/page-header.tsx";
import { PhoneLink } from "~/components/public/contact-facts.tsx";
import { Badge } from "~/components/ui/badge.tsx";
import { Icon } from "~/components/ui/icon.tsx";
import { buttonClass, LinkButton } from "~/components/ui/link.tsx";
import { Notice } from "~/components/ui/notice.tsx";
import { PartialFailure, StaleNotice } from "~/components/ui/partial-failure.tsx";
import { AsOf, Sheet } from "~/components/ui/sheet.tsx";
import { PriceTable } from "~/features/shop/price-table.tsx";
import { PriceTotal } from "~/features/shop/price-total.tsx";
import { Live } from "~/features/events/live.tsx";
import type { Part } from "~/platform/page/part.ts";
import { withWayBack } from "~/platform/page/way-back.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import type { Milestone, OrderProgressView } from "./order-progress.ts";
import { lineTitle, ORDER_LOOKS, orderKind } from "./order-texts.ts";

const CRUMB = "/account/orders";

export type OrderPageProps = {
  orderId: OrderId;
  part: Part<CustomerOrder>;
  /** Those of its lines, for their names; without them the lines have the names that staff gave them. */
  products: NamedProduct[];
  /** Null: the portal has not begun to set it up. */
  progress: OrderProgressView | null;
  /** What follows from where it stands, and changes with it: contract and cancellation. */
  children?: ReactNode;
};

export function OrderPage({ orderId, part, products, progress, children }: OrderPageProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const crumbs = [{ to: CRUMB, label: t("orders.title") }];
  if (part.state === "unavailable")
    return (
      <>
        <PageHeader title={t("orders.one")} crumbs={crumbs} />
        <section className="sheet">
          <PartialFailure {...part} part="orders" system={part.system ?? "crm"} />
        </section>
        <div className="stack gap-top">{children}</div>
      </>
    );
  const { value: order, readAt, staleSince } = part;
  return (
    <Live on={isUnderWay(order) ? "orders.changed" : null} about={orderId}>
      <PageHeader
        title={t("orders.name", { number: order.number, kind: orderKind(order, i18n) })}
        answer={<Answer {...order} />}
        crumbs={crumbs}
      />
      <div className="stack">
        {staleSince === null ? null : (
          <StaleNotice part="orders" system="crm" readAt={readAt} staleSince={staleSince} />
        )}
        {order.needs === null ? null : <Needed needs={order.needs} orderId={orderId} />}
        <Sheet
          title={t("orders.progress")}
          titleId="progress"
          aside={<AsOf readAt={readAt} stale={staleSince !== null} />}
        >
          <div className="sheet-body">
            <p>
              <Badge {...ORDER_LOOKS[order.label]}>{t(`orders.label.${order.label}`)}</Badge>
            </p>
            <div className="gap-top">
              {order.step === null ? (
                <Ended label={order.label} />
              ) : (
                <Tracker order={order} step={order.step} progress={progress} />
              )}
            </div>
            {order.label === "active" || staleSince !== null ? null : (
              <p className="gap-top">
                <a className={buttonClass()} href={`${CRUMB}/${orderId}?retry=orders`}>
                  <Icon name="refresh-cw" />
                  {t("orders.again")}
                </a>
              </p>
            )}
          </div>
        </Sheet>
        <Lines order={order} products={products} />
        <History order={order} progress={progress} />
        {children}
      </div>
    </Live>
  );
}

function Answer({ kind, label, scheduledOn }: CustomerOrder) {
  const { t, rich, longDate } = useI18n();
  if (label === "scheduled" && kind === "internet")
    return scheduledOn === null ? (
      <>{t("orders.answer.installation")}</>
    ) : (
      <>{rich("orders.answer.installationOn", { date: longDate(scheduledOn) })}</>
    );
  if (label === "scheduled" && scheduledOn !== null)
    return <>{rich("orders.answer.scheduledOn", { date: longDate(scheduledOn) })}</>;
  return <>{t(`orders.answer.${label}`)}</>;
}

const CURES = {
  payment_method: "/account/billing/payments",
  identity_check: "/account/settings/verification",
} as const;

/** What holds the order up and is in the customer's hands. */
function Needed({ needs, orderId }: { needs: NonNullable<CustomerOrder["needs"]>; orderId: OrderId }) {
  const { t, rich, brand } = useI18n();
  return (
    <Notice tone="caution" title={t(`orders.needs.${needs}.title`)}>
      {needs === "agreement" ? (
        rich("orders.needs.agreement.body", { phone: <PhoneLink />, hours: brand.hours })
      ) : (
        <>
          {t(`orders.needs.${needs}.body`)}{" "}
          <LinkButton href={withWayBack(CURES[needs], { href: `${CRUMB}/${orderId}` })}>
            {t(`orders.needs.${needs}.go`)}
          </LinkButton>
        </>
      )}
    </Notice>
  );
}

type TrackerProps = {
  order: CustomerOrder;
  step: NonNullable<CustomerOrder["step"]>;
  progress: OrderProgressView | null;
};

/** The way of an order: what is done, where it stands with what happens next, and what comes. */
function Tracker({ order, step, progress }: TrackerProps) {
  const { t } = useI18n();
  return (
    <ol className="list" aria-label={t("orders.progress")}>
      {ORDER_STEPS.map((number) => {
        const isDone = number < step || step === 4;
        const isHere = number === step;
        return (
          <li key={number} aria-current={isHere ? "step" : undefined}>
            {isDone || isHere ? <Icon name={isDone ? "circle-check" : "clock"} /> : <span className="todo" />}
            <div>
              {isHere ? <strong>{t(`orders.step.${number}`)}</strong> : t(`orders.step.${number}`)}
              {isHere ? <Next order={order} progress={progress} /> : null}
              {isDone ? <DoneAt at={timeOf(number, order, progress)} /> : null}
            </div>
            <span className="small muted">
              {t(isDone ? "orders.step.done" : isHere ? "orders.step.here" : "orders.step.later")}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

/** When a step was done, as far as that is known. */
function timeOf(
  step: (typeof ORDER_STEPS)[number],
  { orderedAt }: CustomerOrder,
  progress: OrderProgressView | null,
): string | null {
  const at = (milestone: Milestone) =>
    progress?.reached.find((each) => each.milestone === milestone)?.at ?? null;
  switch (step) {
    case 1:
      return orderedAt;
    case 2:
      return at("approved");
    case 3:
      return at("line") ?? at("billing");
    case 4:
      return at("active");
  }
}

function DoneAt({ at }: { at: string | null }) {
  const { instant } = useI18n();
  return at === null ? null : (
    <p className="small muted num">
      <time dateTime={at}>{instant(at)}</time>
    </p>
  );
}

/** What happens next, and when. */
function Next({ order: { kind, label, scheduledOn }, progress }: Omit<TrackerProps, "step">) {
  const { t, longDate } = useI18n();
  const when =
    label === "under_review" && scheduledOn !== null
      ? t(kind === "internet" ? "orders.next.wish" : "orders.next.start", { date: longDate(scheduledOn) })
      : label === "scheduled" && kind === "internet"
        ? t(scheduledOn === null ? "orders.next.planning" : "orders.next.visit")
        : label === "scheduled" && scheduledOn !== null
          ? t("fulfilment.next.scheduled", { date: longDate(scheduledOn) })
          : label === "setting_up"
            ? t(progress?.isOpening === true ? "fulfilment.next.opening" : "fulfilment.next.settingUp")
            : null;
  return (
    <>
      {when === null ? null : <p>{when}</p>}
      <p>{t(`orders.next.${label}`, { use: t(`fulfilment.use.${kind}`) })}</p>
    </>
  );
}

function Ended({ label }: Pick<CustomerOrder, "label">) {
  const { rich, brand } = useI18n();
  const text = label === "unknown" || label === "cancelling" ? label : "closed";
  return <p>{rich(`orders.ended.${text}`, { phone: <PhoneLink />, hours: brand.hours })}</p>;
}

function Lines({ order, products }: { order: CustomerOrder; products: NamedProduct[] }) {
  const i18n = useI18n();
  const { t, rich } = i18n;
  const { lines, unreadableLines, monthly, onetime } = order;
  if (lines.length === 0 && unreadableLines === 0) return null;
  return (
    <Sheet title={t("orders.lines")} titleId="lines">
      <div className="sheet-body">
        {unreadableLines === 0 ? null : (
          <Notice tone="caution">{rich("orders.unreadableLines", { count: unreadableLines })}</Notice>
        )}
        <PriceTable
          caption={t("orders.lines")}
          head={[t("shop.table.item"), t("shop.table.price")]}
          rows={lines.map((line, index) => ({
            sku: String(index),
            title: lineTitle(line, products, i18n),
            notes: line.quantity === 1 ? [] : [t("orders.quantity", { quantity: line.quantity })],
            price: line.price,
            amount: amountOf(line, i18n),
          }))}
        />
        <dl className="rows pair gap-top">
          <PriceTotal price={monthly} name={t("orders.total.monthly")} />
          <PriceTotal price={onetime} name={t("orders.total.onetime")} />
        </dl>
        <p className="small muted gap-top">{t("orders.taxIncluded")}</p>
      </div>
    </Sheet>
  );
}

function amountOf({ cycle, price }: OrderLine, { t, money }: ReturnType<typeof useI18n>): string {
  const amount = money(price.withTax);
  if (cycle === "unknown") return amount;
  return t(cycle === "monthly" ? "shop.price.aMonth" : "shop.price.once", { price: amount });
}

type HistoryProps = { order: CustomerOrder; progress: OrderProgressView | null };

/** As far as it is known. The customer system's own marks are told where no step says more. */
function History({ order: { orderedAt, attemptedAt, changedAt, label }, progress }: HistoryProps) {
  const { t, instant } = useI18n();
  const reached = progress?.reached ?? [];
  const isTold = label === "active" && reached.length > 0;
  const rows = [
    { name: t("orders.history.sent"), at: orderedAt },
    ...reached.map(({ milestone, at }) => ({
      name: t(`fulfilment.history.${milestone}`),
      at,
    })),
    ...(attemptedAt === null || isTold ? [] : [{ name: t("orders.history.attempted"), at: attemptedAt }]),
    ...(isTold ? [] : [{ name: t("orders.history.changed"), at: changedAt }]),
  ].toSorted((a, b) => a.at.localeCompare(b.at));
  return (
    <Sheet title={t("orders.history")} titleId="history">
      <dl className="rows key sheet-body">
        {rows.map(({ name, at }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="num">
              <time dateTime={at}>{instant(at)}</time>
            </dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
