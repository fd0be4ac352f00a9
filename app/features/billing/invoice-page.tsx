import type { InvoiceId } from "#domain/shared/ids.ts";
import { PageHeader } from "~/components/layout/page-header.tsx";
import { InvoiceStatusBadge } from "~/components/ui/badge.tsx";
import { Icon } from "~/components/ui/icon.tsx";
import { LinkButton } from "~/components/ui/link.tsx";
import { PartialFailure, StaleNotice } from "~/components/ui/partial-failure.tsx";
import type { Part } from "~/platform/page/part.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { InvoiceDocument, type Issuer } from "./invoice-document.tsx";
import { InvoiceHistory } from "./invoice-history.tsx";
import { InvoicePayment } from "./invoice-payment.tsx";
import { InvoiceAnswer } from "./invoice-answer.tsx";
import type { InvoiceView } from "./invoice-view.ts";

export type InvoicePageProps = { invoiceId: InvoiceId; part: Part<InvoiceView>; issuer: Issuer };

export function InvoicePage({ invoiceId, part, issuer }: InvoicePageProps) {
  const { t } = useI18n();
  const crumbs = [
    { to: "/account/billing", label: t("nav.billing") },
    { to: "/account/billing/invoices", label: t("nav.invoices") },
  ];
  if (part.state === "unavailable")
    return (
      <>
        <PageHeader title={t("invoice.title", { number: String(invoiceId) })} crumbs={crumbs} />
        <section className="sheet" aria-labelledby="document">
          <h2 id="document" className="sr">
            {t("invoice.document.unconfirmed")}
          </h2>
          <PartialFailure part="invoice" system="billing" {...part} />
        </section>
      </>
    );

  const { value: invoice, readAt, staleSince } = part;
  return (
    <>
      <PageHeader
        title={t("invoice.title", { number: invoice.number })}
        answer={
          <>
            <InvoiceStatusBadge status={invoice.status} /> <InvoiceAnswer invoice={invoice} />
          </>
        }
        crumbs={crumbs}
        actions={
          <LinkButton href={`/account/billing/invoices/${invoiceId}/document.pdf`} download>
            <Icon name="download" />
            {t("invoice.downloadPdf")}
          </LinkButton>
        }
      />
      <div className="stack">
        {staleSince === null ? null : (
          <StaleNotice part="invoice" system="billing" readAt={readAt} staleSince={staleSince} />
        )}
        <div className="cols action-first">
          <InvoicePayment invoice={invoice} invoiceId={invoiceId} isStale={staleSince !== null} />
          <InvoiceDocument invoice={invoice} issuer={issuer} />
          <InvoiceHistory invoice={invoice} readAt={readAt} isStale={staleSince !== null} />
        </div>
      </div>
    </>
  );
}
