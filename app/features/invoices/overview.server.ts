import { overviewOf, type InvoiceOverview } from "#domain/invoices/list.ts";
import type { InvoiceSummary } from "#domain/invoices/schema.ts";
import { tokyoDate, type CalendarDate } from "#domain/shared/dates.ts";
import { sum, type Money } from "#domain/shared/money.ts";
import type { Reading } from "~/platform/cache/types.ts";
import type { Owner } from "~/platform/http/owner.ts";
import type { Services } from "~/services.ts";
import type { Due } from "./due.ts";
import { readInvoice, readInvoices } from "./reads.server.ts";

const memo = new WeakMap<readonly InvoiceSummary[], { today: CalendarDate; overview: InvoiceOverview }>();

/**
 * The overview of a list that the cache returned, worked out once per list and day: the cache gives the very same list
 * until it changes, so a page of 5,000 invoices costs what a page of 50 does.
 */
export function overview(invoices: readonly InvoiceSummary[], today: CalendarDate): InvoiceOverview {
  const known = memo.get(invoices);
  if (known?.today === today) return known.overview;
  const made = overviewOf(invoices, today);
  memo.set(invoices, { today, overview: made });
  return made;
}

/** More open invoices than this are not asked for one by one: the figure is shown as not available (never guessed). */
const MAX_OPEN = 40;

/** What is left to pay of each open invoice: a partly paid one stays Unpaid, and the list has no balance. */
export type Balances = ReadonlyMap<number, Money>;

/** Null when there are too many to ask for. Throws when one of them cannot be read: a sum without it would be wrong. */
export async function readOpenBalances(
  deps: Services,
  owner: Owner,
  { byFilter }: InvoiceOverview,
): Promise<Balances | null> {
  const open = [...byFilter.unpaid, ...byFilter.overdue];
  if (open.length > MAX_OPEN) return null;
  const entries = await Promise.all(
    open.map(async ({ id, total }) => {
      const { value } = await readInvoice(deps, owner, { invoiceId: id, currency: total.currency });
      return [id, value.balance] as const;
    }),
  );
  return new Map(entries);
}

export function dueOf({ byFilter, currency }: InvoiceOverview, balances: Balances | null): Due {
  if (currency === null || balances === null) return null;
  const total = (invoices: readonly InvoiceSummary[]) =>
    sum(
      invoices.flatMap((invoice) => balances.get(invoice.id) ?? []),
      currency,
    );
  const unpaidNotDue = total(byFilter.unpaid);
  const overdue = total(byFilter.overdue);
  return { toPay: sum([unpaidNotDue, overdue], currency), overdue, unpaidNotDue };
}

/** The sums as a part of their own: the list may be shown while balances are still being read. */
export async function readDue(deps: Services, owner: Owner): Promise<Reading<Due>> {
  const { value: invoices, readAt, staleSince } = await readInvoices(deps, owner);
  const found = overview(invoices, tokyoDate(deps.now()));
  return { value: dueOf(found, await readOpenBalances(deps, owner, found)), readAt, staleSince };
}
