import type { InvoiceId } from "#domain/shared/ids.ts";
import { CsrfField } from "~/components/forms/field.tsx";
import { useAccountData } from "~/components/layout/account-data.ts";
import { Icon } from "~/components/ui/icon.tsx";
import { buttonClass } from "~/components/ui/link.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import type { InvoiceView } from "./invoice-view.ts";

/**
 * What is still due, and the ways out to the billing site. Plain forms into a new tab: their answer is a redirect to
 * another site, by a link that is made on the click.
 */
export function InvoicePayment({
  invoice,
  invoiceId,
  isStale,
}: {
  invoice: InvoiceView;
  invoiceId: InvoiceId;
  isStale: boolean;
}) {
  const { t, rich, money } = useI18n();
  return (
    <section className="sheet no-print" aria-labelledby="payment">
      <div className="sheet-body">
        <h2 id="payment" className="small muted">
          {t("invoice.amountDue")}
        </h2>
        <p className="big huge nb">{money(invoice.amountDue)}</p>
        {invoice.partOf === null ? null : (
          <p className="small">
            {t("invoice.partOf", { amount: money(invoice.amountDue), total: money(invoice.partOf) })}
          </p>
        )}
        {invoice.overpaid === null ? null : (
          <p className="small">{t("invoice.overpaid", { amount: money(invoice.overpaid) })}</p>
        )}
        {invoice.isPayable ? (
          <>
            {isStale ? (
              <p className="gap-top">{t("invoice.payPaused")}</p>
            ) : (
              <>
                <OpenForm invoiceId={invoiceId} what="invoice" kind="primary">
                  {t("invoice.pay", { amount: money(invoice.amountDue) })}
                </OpenForm>
                <p className="hint">{t("invoice.payHint")}</p>
                <p className="small gap-top">
                  {rich("invoice.afterPaying", { link: (text) => <a href="?retry=invoice">{text}</a> })}
                </p>
              </>
            )}
          </>
        ) : null}
        {isStale ? null : (
          <OpenForm invoiceId={invoiceId} what="invoice_pdf" kind="quiet">
            {t("invoice.originalPdf")}
          </OpenForm>
        )}
      </div>
    </section>
  );
}

type OpenFormProps = {
  invoiceId: InvoiceId;
  what: "invoice" | "invoice_pdf";
  kind: "primary" | "quiet";
  children: string;
};

function OpenForm({ invoiceId, what, kind, children }: OpenFormProps) {
  const { t } = useI18n();
  const { csrf } = useAccountData();
  return (
    <form
      noValidate
      method="post"
      action={`/account/billing/invoices/${invoiceId}/open`}
      target="_blank"
      rel="noopener"
      className="gap-top"
    >
      <CsrfField token={csrf} />
      <input type="hidden" name="what" value={what} />
      <button type="submit" className={buttonClass(kind, false, "full")}>
        {children}
        <Icon name="external-link" size={16} />
        <span className="sr">{t("invoice.opensNewTab")}</span>
      </button>
    </form>
  );
}
