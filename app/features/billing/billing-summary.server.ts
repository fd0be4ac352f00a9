import type { InvoiceSummary } from "#domain/invoices/schema.ts";
import type { Balances } from "#domain/invoices/list.ts";
import { billedByMonth, openAmount } from "#domain/invoices/rules.ts";
import { sumByCurrency } from "#domain/shared/money.ts";
import { monthOf, tokyoDate } from "#domain/shared/dates.ts";
import type { Reading } from "~/platform/cache/types.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";
import type { BillsView } from "./bills-view.ts";
import { readDescriptions } from "./invoice-index.server.ts";
import { earliestDueOn, toInvoiceRow } from "./list-page.server.ts";
import { dueOf, readOpenOverview } from "./overview.server.ts";
import { findCredit, readInvoices } from "./reads.server.ts";

const MONTHS_SHOWN = 12;
const RECENT = 5;

/** The customer's bills in short: what is open and due, what was billed by month, what came last. */
export type BillingSummary = BillsView & {
  open: { unpaid: readonly InvoiceSummary[]; overdue: readonly InvoiceSummary[] };
  balances: Balances;
};

export async function readBillingSummary(deps: Services, owner: Owner): Promise<Reading<BillingSummary>> {
  const today = tokyoDate(deps.now());
  const [{ value: listing, readAt, staleSince }, { value: descriptions }, credit] = await Promise.all([
    readInvoices(deps, owner),
    readDescriptions(deps, owner),
    findCredit(deps, owner),
  ]);
  const { found, balances } = await readOpenOverview(deps, owner, listing);
  const { byFilter, currency } = found;
  return {
    value: {
      counts: {
        all: byFilter.all.length,
        unpaid: byFilter.unpaid.length,
        overdue: byFilter.overdue.length,
        paid: byFilter.paid.length,
      },
      due: dueOf(found, balances, listing.unreadable),
      credit,
      collections: sumByCurrency(byFilter.collections.flatMap((invoice) => openAmount(invoice) ?? [])),
      unreadable: listing.unreadable.map(({ number }) => number),
      tax: found.tax,
      nextDueOn: earliestDueOn(byFilter.unpaid),
      spending:
        currency === null
          ? []
          : billedByMonth(listing.rows, { until: monthOf(today), months: MONTHS_SHOWN, currency }),
      recent: byFilter.all
        .slice(0, RECENT)
        .map((invoice) => toInvoiceRow(invoice, { descriptions, balances, today })),
      open: { unpaid: byFilter.unpaid, overdue: byFilter.overdue },
      balances,
    },
    readAt,
    staleSince,
  };
}
