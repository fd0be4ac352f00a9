import type { InvoiceListQuery } from "#domain/invoices/list.ts";
import { LinkButton } from "~/components/ui/link.tsx";
import { Icon } from "~/components/ui/icon.tsx";
import { LaterPart } from "~/components/ui/later.tsx";
import { PageHeader } from "~/components/layout/page-header.tsx";
import { PartialFailure, StaleNotice } from "~/components/ui/partial-failure.tsx";
import { AsOf } from "~/components/ui/sheet.tsx";
import type { Later, Part } from "~/platform/page/part.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { DueAnswer } from "./due-answer.tsx";
import { UnreadableNote } from "./bills-notes.tsx";
import { InvoiceFigures } from "./invoice-figures.tsx";
import { InvoiceTable } from "./invoice-table.tsx";
import { InvoiceFilters } from "./invoice-filters.tsx";
import { invoiceFileHref } from "./list-href.ts";
import type { InvoiceListView } from "./list-view.ts";
import type { Due } from "./due.ts";

export type InvoiceListPageProps = {
  query: InvoiceListQuery;
  part: Part<InvoiceListView>;
  due: Later<Part<Due>>;
};

export function InvoiceListPage({ query, part, due }: InvoiceListPageProps) {
  const { t } = useI18n();
  const crumbs = [{ to: "/account/billing", label: t("nav.billing") }];
  const actions = (
    <LinkButton href="/account/billing/payments">
      <Icon name="credit-card" />
      {t("nav.payments")}
    </LinkButton>
  );
  if (part.state === "unavailable")
    return (
      <>
        <PageHeader
          title={t("invoices.title")}
          answer={<UnknownAnswer />}
          crumbs={crumbs}
          actions={actions}
        />
        <section className="sheet" aria-labelledby="list">
          <h2 id="list" className="sr">
            {t("invoices.list")}
          </h2>
          <PartialFailure part="invoices" system="billing" {...part} />
        </section>
      </>
    );

  const { value: view, readAt, staleSince } = part;
  return (
    <>
      <PageHeader
        title={t("invoices.title")}
        answer={
          <LaterPart part={due} fallback={t("common.loading")}>
            {(dues) => <DueAnswer view={view} part={dues} />}
          </LaterPart>
        }
        crumbs={crumbs}
        actions={
          <>
            {view.page.total === 0 ? null : (
              <LinkButton href={invoiceFileHref(query)} download>
                <Icon name="download" />
                {t("invoices.csv")}
              </LinkButton>
            )}
            {actions}
          </>
        }
      />
      <div className="stack">
        {staleSince === null ? null : (
          <StaleNotice part="invoices" system="billing" readAt={readAt} staleSince={staleSince} />
        )}
        <LaterPart part={due}>{(dues) => <InvoiceFigures view={view} part={dues} />}</LaterPart>
        <UnreadableNote numbers={view.unreadable} />
        <section className="sheet" aria-labelledby="list">
          <h2 id="list" className="sr">
            {t("invoices.list")}
          </h2>
          <InvoiceFilters query={query} view={view} />
          <InvoiceTable query={query} view={view} />
        </section>
        <p>
          <AsOf readAt={readAt} stale={staleSince !== null} tax={view.tax} />
        </p>
      </div>
    </>
  );
}

function UnknownAnswer() {
  return <>{useI18n().rich("billing.answer.unknown")}</>;
}
