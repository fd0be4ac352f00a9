import type { ReactNode } from "react";
import { PageHeader } from "~/components/layout/page-header.tsx";
import { PageOutline } from "~/components/layout/page-outline.tsx";
import { Figure, Figures } from "~/components/ui/figures.tsx";
import { LaterPart } from "~/components/ui/later.tsx";
import { LinkButton } from "~/components/ui/link.tsx";
import { Amounts, TaxNote } from "~/components/ui/money.tsx";
import { PartialFailure, StaleNotice } from "~/components/ui/partial-failure.tsx";
import { AsOf, Sheet } from "~/components/ui/sheet.tsx";
import { BillsNotes } from "~/features/billing/bills-notes.tsx";
import { InvoiceRows } from "~/features/billing/invoice-table.tsx";
import { SpendingChart } from "~/features/billing/spending-chart.tsx";
import type { Later } from "~/platform/page/part.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import type { Dashboard } from "./dashboard.ts";
import { TaskList } from "./task-list.tsx";

/** The frame needs no provider; what does comes when it is there. */
export function DashboardPage({ name, dashboard }: { name: string; dashboard: Later<Dashboard> }) {
  const { t } = useI18n();
  const title = name === "" ? t("dashboard.welcomeNobody") : t("dashboard.welcome", { name });
  const shown = (value: Dashboard): ReactNode => (
    <>
      <PageHeader title={title} answer={<Answer dashboard={value} />} />
      <Parts dashboard={value} />
    </>
  );
  return (
    <LaterPart part={dashboard} fallback={<PageOutline title={title} lines={9} />}>
      {shown}
    </LaterPart>
  );
}

function Answer({ dashboard: { tasks, bills } }: { dashboard: Dashboard }) {
  const { t, rich } = useI18n();
  if (bills.state === "unavailable") return <>{rich("dashboard.unknown")}</>;
  // The others are for information: it is the customer who waits.
  const toDo = tasks.filter(({ tone }) => tone !== "info");
  if (toDo.length === 0) return <>{t("dashboard.upToDate")}</>;
  const isLate = tasks.some((task) => task.type === "invoices_overdue");
  return (
    <>
      {isLate ? <>{rich("dashboard.late")} </> : null}
      {rich("dashboard.toDo", { count: toDo.length })}
    </>
  );
}

function Parts({ dashboard: { tasks, bills, payMethods } }: { dashboard: Dashboard }) {
  const { t, number, date } = useI18n();
  const view = bills.state === "ready" ? bills.value : null;
  const open = view ? view.counts.unpaid + view.counts.overdue : 0;
  return (
    <div className="stack">
      {bills.state === "ready" && bills.staleSince !== null ? (
        <StaleNotice part="billing" system="billing" readAt={bills.readAt} staleSince={bills.staleSince} />
      ) : null}
      <TaskList tasks={tasks} />
      <Figures tax={view?.tax}>
        <Figure
          label={t("figure.toPay")}
          value={view && (open === 0 ? t("figure.none") : view.due && <Amounts money={view.due.toPay} />)}
          context={
            view && view.nextDueOn !== null && view.counts.overdue === 0
              ? t("figure.invoiceCountDue", { count: open, date: date(view.nextDueOn) })
              : view && open > 0
                ? t("figure.invoiceCount", { count: open })
                : undefined
          }
        />
        <Figure
          label={t("figure.overdue")}
          value={
            view &&
            (view.counts.overdue === 0 ? t("figure.none") : view.due && <Amounts money={view.due.overdue} />)
          }
          context={
            view && view.counts.overdue > 0
              ? t("figure.invoiceCount", { count: view.counts.overdue })
              : undefined
          }
        />
        <Figure
          label={t("figure.payMethods")}
          value={payMethods.state === "ready" ? number(payMethods.value.count) : null}
          context={payMethods.state === "ready" ? t("figure.stored") : undefined}
        />
        <Figure label={t("figure.invoices")} value={view && number(view.counts.all)} />
      </Figures>
      {view ? <BillsNotes view={view} /> : null}
      <Sheet
        title={t("dashboard.recent")}
        titleId="recent"
        aside={
          bills.state === "ready" ? (
            <AsOf readAt={bills.readAt} stale={bills.staleSince !== null} tax={bills.value.tax} />
          ) : undefined
        }
      >
        {bills.state === "unavailable" ? (
          <PartialFailure part="billing" system="billing" {...bills} />
        ) : bills.value.recent.length === 0 ? (
          <div className="sheet-body">
            <p className="muted">{t("invoices.emptyBody")}</p>
          </div>
        ) : (
          <>
            <div className="gap-top">
              <InvoiceRows rows={bills.value.recent} caption={t("dashboard.recent")} />
            </div>
            <div className="pager">
              <LinkButton href="/account/billing/invoices" kind="quiet" compact>
                {t("dashboard.allInvoices")}
              </LinkButton>
            </div>
          </>
        )}
      </Sheet>
      {view && view.spending.length > 0 ? (
        <Sheet title={t("billing.spending")} titleId="spending" aside={<TaxNote share={view.tax} />}>
          <div className="sheet-body">
            <SpendingChart spending={view.spending} />
          </div>
        </Sheet>
      ) : null}
    </div>
  );
}
