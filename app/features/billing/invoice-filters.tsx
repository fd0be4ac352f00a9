import type { InvoiceFilter, InvoiceListQuery } from "#domain/invoices/list.ts";
import { Icon } from "~/components/ui/icon.tsx";
import { buttonClass } from "~/components/ui/link.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { invoiceListHref } from "./list-href.ts";
import type { InvoiceListView } from "./list-view.ts";

const TABS: InvoiceFilter[] = ["all", "unpaid", "overdue", "paid", "cancelled", "collections"];

export function InvoiceFilters({ query, view }: { query: InvoiceListQuery; view: InvoiceListView }) {
  const { t, number } = useI18n();
  const isFiltered = query.q !== "" || query.status !== "all";
  return (
    <>
      <nav className="tabs" aria-label={t("invoices.filter")}>
        {TABS.map((tab) => (
          <a
            key={tab}
            href={invoiceListHref(query, { status: tab })}
            aria-current={tab === query.status ? "page" : undefined}
          >
            {t(`invoices.tab.${tab}`)} <span className="count">{number(view.counts[tab])}</span>
          </a>
        ))}
      </nav>
      <form
        noValidate
        className="search-form"
        role="search"
        action="/account/billing/invoices"
        key={`${query.status} ${query.q}`}
      >
        {query.status === "all" ? null : <input type="hidden" name="status" value={query.status} />}
        {query.per === 10 ? null : <input type="hidden" name="per" value={query.per} />}
        <div className="field with-icon">
          <label htmlFor="q" className="small">
            {t("invoices.search")}
          </label>
          <Icon name="search" />
          <input className="input" id="q" name="q" type="search" defaultValue={query.q} maxLength={100} />
        </div>
        <button type="submit" className={buttonClass()}>
          {t("invoices.searchAction")}
        </button>
        {isFiltered ? (
          <a href="/account/billing/invoices" className={buttonClass("quiet")}>
            {t("invoices.clear")}
          </a>
        ) : null}
      </form>
      {view.searched !== null && view.searched.known < view.searched.all ? (
        <p className="hint search-note">
          {t("invoices.partialSearch", { known: view.searched.known, all: view.searched.all })}
        </p>
      ) : null}
    </>
  );
}
