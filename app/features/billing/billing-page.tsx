import { PageHeader } from "~/components/layout/page-header.tsx";
import { Figure, Figures } from "~/components/ui/figures.tsx";
import { LaterPart } from "~/components/ui/later.tsx";
import { LinkButton } from "~/components/ui/link.tsx";
import { Amounts, TaxNote } from "~/components/ui/money.tsx";
import { PartialFailure, StaleNotice } from "~/components/ui/partial-failure.tsx";
import { AsOf, Sheet } from "~/components/ui/sheet.tsx";
import type { MethodsView } from "./method-view.ts";
import { PayMethodList, UnreadableMethods } from "./pay-method-list.tsx";
import type { Later, Part } from "~/platform/page/part.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { DueAnswer } from "./due-answer.tsx";
import type { BillsView } from "./bills-view.ts";
import { BillsNotes } from "./bills-notes.tsx";
import { InvoiceRows } from "./invoice-table.tsx";
import { SpendingChart } from "./spending-chart.tsx";

export type BillingPageProps = { bills: Later<Part<BillsView>>; methods: Later<Part<MethodsView>> };

/** The billing area at a glance; each part can be missing on its own. */
export function BillingPage({ bills, methods }: BillingPageProps) {
  const { t, rich } = useI18n();
  return (
    <>
      <PageHeader
        title={t("billing.title")}
        answer={
          <LaterPart part={bills} fallback={t("common.loading")}>
            {(part) =>
              part.state === "ready" ? (
                <DueAnswer view={part.value} part={{ ...part, value: part.value.due }} />
              ) : (
                rich("billing.answer.unknown")
              )
            }
          </LaterPart>
        }
      />
      <div className="stack">
        <LaterPart part={bills} lines={8}>
          {(part) => <Bills part={part} methods={methods} />}
        </LaterPart>
        <Sheet
          title={t("payments.title")}
          titleId="methods"
          aside={<LinkButtonTo to="/account/billing/payments" label={t("payments.manage")} />}
        >
          <LaterPart part={methods}>{(part) => <Methods part={part} />}</LaterPart>
        </Sheet>
      </div>
    </>
  );
}

function Bills({ part, methods }: { part: Part<BillsView>; methods: Later<Part<MethodsView>> }) {
  const { t, number, date } = useI18n();
  const view = part.state === "ready" ? part.value : null;
  const open = view ? view.counts.unpaid + view.counts.overdue : 0;
  return (
    <div className="stack">
      {part.state === "ready" && part.staleSince !== null ? (
        <StaleNotice part="billing" system="billing" readAt={part.readAt} staleSince={part.staleSince} />
      ) : null}
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
        <Figure label={t("figure.invoices")} value={view && number(view.counts.all)} />
        <LaterPart
          part={methods}
          fallback={<Figure label={t("figure.payMethods")} value={t("common.loading")} />}
        >
          {(list) => (
            <Figure
              label={t("figure.payMethods")}
              value={
                list.state === "ready" ? number(list.value.methods.length + list.value.unreadable) : null
              }
              context={list.state === "ready" ? t("figure.stored") : undefined}
            />
          )}
        </LaterPart>
      </Figures>
      {view ? <BillsNotes view={view} /> : null}
      <Sheet
        title={t("dashboard.recent")}
        titleId="recent"
        aside={
          part.state === "ready" ? (
            <AsOf readAt={part.readAt} stale={part.staleSince !== null} tax={part.value.tax} />
          ) : undefined
        }
      >
        {part.state === "unavailable" ? (
          <PartialFailure part="billing" system="billing" {...part} />
        ) : (
          <>
            {part.value.recent.length === 0 ? (
              <div className="sheet-body">
                <p className="muted">{t("invoices.emptyBody")}</p>
              </div>
            ) : (
              <div className="gap-top">
                <InvoiceRows rows={part.value.recent} caption={t("dashboard.recent")} />
              </div>
            )}
            <div className="pager">
              <LinkButtonTo to="/account/billing/invoices" label={t("dashboard.allInvoices")} />
              <LinkButtonTo to="/account/billing/statement" label={t("nav.statement")} />
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

function Methods({ part }: { part: Part<MethodsView> }) {
  const { t } = useI18n();
  if (part.state === "unavailable") return <PartialFailure part="payments" system="billing" {...part} />;
  return (
    <div className="sheet-body">
      {part.value.methods.length + part.value.unreadable === 0 ? (
        <p className="muted">{t("payments.emptyBody")}</p>
      ) : (
        <PayMethodList methods={part.value.methods} />
      )}
      <UnreadableMethods count={part.value.unreadable} />
    </div>
  );
}

function LinkButtonTo({ to, label }: { to: string; label: string }) {
  return (
    <LinkButton href={to} kind="quiet" compact>
      {label}
    </LinkButton>
  );
}
