import { documentKind } from "#domain/invoices/rules.ts";
import { Amount, DateText } from "~/components/ui/money.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import type { InvoiceView, LineView } from "./invoice-view.ts";

export type Issuer = { name: string; address: string; registrationNumber: string };

/** The invoice as a document, with the fields of a qualified invoice (JP-MO-5); the billing system's own totals. */
export function InvoiceDocument({ invoice, issuer }: { invoice: InvoiceView; issuer: Issuer }) {
  const { t, rich } = useI18n();
  const { recipient } = invoice;
  return (
    <article className="sheet doc" aria-labelledby="document">
      <div className="doc-head">
        <div>
          <h2 id="document">{t(`invoice.document.${documentKind(invoice.status)}`)}</h2>
          <p className="muted small">
            {t("invoice.number", { number: invoice.number })}
            <br />
            {rich("invoice.issued", { date: <DateText date={invoice.issuedOn} /> })}
            <br />
            {rich("invoice.due", { date: <DateText date={invoice.dueOn} /> })}
          </p>
        </div>
        <div className="small">
          <strong>{issuer.name}</strong>
          <br />
          {issuer.address}
          <br />
          <span className="nb">{t("invoice.registration", { number: issuer.registrationNumber })}</span>
        </div>
      </div>
      <p className="small muted">{t("invoice.billedTo")}</p>
      <p className="doc-to">
        <bdi>{recipient.name}</bdi>
        {recipient.address.map((line) => (
          <span key={line} className="sub small muted">
            <br />
            <bdi>{line}</bdi>
          </span>
        ))}
        {recipient.customerNumber === null ? null : (
          <span className="small muted">
            <br />
            {t("invoice.customerNumber", { number: recipient.customerNumber })}
          </span>
        )}
      </p>
      <p className="small muted">{t("invoice.recipientNow")}</p>
      <table className="tbl plain">
        <caption className="sr">{t("invoice.lines")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("invoice.column.description")}</th>
            <th scope="col" className="r">
              {t("invoice.column.tax")}
            </th>
            <th scope="col" className="r">
              {t("invoice.column.amount")}
            </th>
          </tr>
        </thead>
        <tbody>
          {invoice.lines.map((line, index) => (
            <tr key={index}>
              <td>
                <Description line={line} />
              </td>
              <td className="r nb muted">
                {line.taxed ? t("invoice.rate", { rate: invoice.taxRate }) : t("invoice.notTaxed")}
              </td>
              <td className="r">
                <Amount money={line.amount} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Totals invoice={invoice} />
      <p className="small muted doc-note">
        {t(invoice.tax.pricesIncludeTax ? "invoice.linesInclude" : "invoice.linesExclude")}
      </p>
    </article>
  );
}

function Description({ line }: { line: LineView }) {
  const { t } = useI18n();
  if (line.rest === null) return <bdi className="pre">{line.short}</bdi>;
  return (
    <>
      <bdi>{line.short}</bdi>
      <details className="disclosure no-print">
        <summary>{t("invoice.shortened")}</summary>
        <bdi className="pre">
          {line.rest}
          {line.isCut ? "…" : ""}
        </bdi>
      </details>
    </>
  );
}

function Totals({ invoice }: { invoice: InvoiceView }) {
  const { t } = useI18n();
  const { tax } = invoice;
  const base = tax.pricesIncludeTax ? "invoice.baseIncluded" : "invoice.base";
  return (
    <dl className="rows pair sums">
      <div>
        <dt>{t("invoice.subtotal")}</dt>
        <dd>
          <Amount money={invoice.subtotal} />
        </dd>
      </div>
      {tax.rows.flatMap((row) => [
        <div key={`base ${row.ratePercent}`}>
          <dt>{t(base, { rate: row.ratePercent })}</dt>
          <dd>
            <Amount money={row.taxableBase} />
          </dd>
        </div>,
        <div key={`tax ${row.ratePercent}`}>
          <dt>{t("invoice.tax", { rate: row.ratePercent })}</dt>
          <dd>
            <Amount money={row.amount} />
          </dd>
        </div>,
      ])}
      {tax.nonTaxable.minor === 0 ? null : (
        <div>
          <dt>{t("invoice.notTaxed")}</dt>
          <dd>
            <Amount money={tax.nonTaxable} />
          </dd>
        </div>
      )}
      {invoice.credit.minor === 0 ? null : (
        <div>
          <dt>{t("invoice.credit")}</dt>
          <dd>
            <Amount money={{ ...invoice.credit, minor: -invoice.credit.minor }} />
          </dd>
        </div>
      )}
      <div className="total">
        <dt>{t("invoice.total")}</dt>
        <dd>
          <Amount money={invoice.total} />
        </dd>
      </div>
      {invoice.received.minor === 0 ? null : (
        <div>
          <dt>{t("invoice.received")}</dt>
          <dd>
            <Amount money={invoice.received} />
          </dd>
        </div>
      )}
      {invoice.isPayable ? (
        <div>
          <dt>{t("invoice.balance")}</dt>
          <dd>
            <Amount money={invoice.amountDue} />
          </dd>
        </div>
      ) : null}
    </dl>
  );
}
