import { PAGE_SIZES } from "#domain/invoices/page-sizes.ts";
import type { InvoiceListQuery } from "#domain/invoices/list.ts";
import { InvoiceStatusBadge } from "~/components/ui/badge.tsx";
import { EmptyState } from "~/components/ui/empty-state.tsx";
import { LinkButton } from "~/components/ui/link.tsx";
import { Amount, DateText } from "~/components/ui/money.tsx";
import { Pager } from "~/components/ui/pager.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { invoiceListHref } from "./list-href.ts";
import type { InvoiceListView, InvoiceRow } from "./list-view.ts";

export function InvoiceTable({ query, view }: { query: InvoiceListQuery; view: InvoiceListView }) {
  const { t } = useI18n();
  if (view.counts.all === 0)
    return <EmptyState title={t("invoices.empty")}>{t("invoices.emptyBody")}</EmptyState>;
  if (view.rows.length === 0)
    return (
      <EmptyState
        title={t("invoices.noMatch")}
        action={<LinkButton href="/account/billing/invoices">{t("invoices.clear")}</LinkButton>}
      >
        {t("invoices.noMatchBody")}
      </EmptyState>
    );
  return (
    <>
      <InvoiceRows
        rows={view.rows}
        caption={t("invoices.caption", { page: view.page.page, pages: view.page.pages })}
      />
      <Pager {...view.page} hrefOf={(page) => invoiceListHref(query, { page })} />
      {view.page.total > PAGE_SIZES[0] ? <PageSizes query={query} /> : null}
    </>
  );
}

/** A table on wide screens, cards on phones; roles are written out because a changed display takes them away. */
export function InvoiceRows({ rows, caption }: { rows: InvoiceRow[]; caption: string }) {
  const { t } = useI18n();
  return (
    <table className="tbl cards" role="table">
      <caption className="sr">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">
            {t("invoices.column.invoice")}
          </th>
          <th scope="col" role="columnheader">
            {t("invoices.column.status")}
          </th>
          <th scope="col" role="columnheader" className="r">
            {t("invoices.column.total")}
          </th>
          <th scope="col" role="columnheader">
            {t("invoices.column.due")}
          </th>
          <th scope="col" role="columnheader">
            {t("invoices.column.issued")}
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row }: { row: InvoiceRow }) {
  const { t, money } = useI18n();
  return (
    <tr role="row">
      <th scope="row" role="rowheader" className="c-main">
        <a href={`/account/billing/invoices/${row.id}`}>
          {row.title === null ? t("invoices.numbered", { number: row.number }) : <bdi>{row.title}</bdi>}
        </a>
        <span className="sub num small muted">
          {row.title === null ? null : row.number}
          {row.more > 0 ? ` · ${t("invoices.more", { count: row.more })}` : null}
        </span>
      </th>
      <td role="cell" className="c-status">
        <InvoiceStatusBadge status={row.status} />
      </td>
      <td role="cell" className="r c-money">
        {row.left === null ? (
          <Amount money={row.total} />
        ) : (
          t("invoice.partOf", { amount: money(row.left), total: money(row.total) })
        )}
      </td>
      <td role="cell" className="c-meta c-half" data-label={t("invoices.column.due")}>
        <DateText date={row.dueOn} />
      </td>
      <td role="cell" className="c-meta c-half" data-label={t("invoices.column.issued")}>
        <DateText date={row.issuedOn} />
      </td>
    </tr>
  );
}

function PageSizes({ query }: { query: InvoiceListQuery }) {
  const { t } = useI18n();
  return (
    <nav className="pager" aria-label={t("invoices.perPage")}>
      <span className="muted">{t("invoices.perPage")}</span>
      <ul>
        {PAGE_SIZES.map((per) => (
          <li key={per}>
            <a href={invoiceListHref(query, { per })} aria-current={per === query.per ? "page" : undefined}>
              {per}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
