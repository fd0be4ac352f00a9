import {
  overviewOf,
  owed,
  withBalances,
  type Balances,
  type InvoiceOverview,
} from "#domain/invoices/list.ts";
import type { InvoiceListing, InvoiceSummary, UnreadableInvoice } from "#domain/invoices/schema.ts";
import { tokyoDate, type CalendarDate } from "#domain/shared/dates.ts";
import { isAppError } from "#domain/shared/errors.ts";
import { sumByCurrency, type Money } from "#domain/shared/money.ts";
import type { Reading } from "~/platform/cache/types.ts";
import type { Owner } from "~/platform/request/owner.ts";
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

/**
 * What is left to pay of each open invoice: a partly paid one stays Unpaid, and the list has no balance. Null when there are
 * too many to ask for. One that cannot be read is not known and takes nothing else away.
 */
export async function readOpenBalances(
  deps: Services,
  owner: Owner,
  { byFilter }: InvoiceOverview,
): Promise<Balances> {
  const open = [...byFilter.unpaid, ...byFilter.overdue];
  if (open.length > MAX_OPEN) return null;
  const entries = await Promise.all(
    open.map(async (invoice) => [invoice.id, await findBalance(deps, owner, invoice)] as const),
  );
  return new Map(entries);
}

async function findBalance(
  deps: Services,
  owner: Owner,
  { id, total }: InvoiceSummary,
): Promise<Money | null> {
  try {
    return (await readInvoice(deps, owner, { invoiceId: id, currency: total.currency })).value.balance;
  } catch (error) {
    if (!isAppError(error)) throw error;
    deps.logger.warn(
      { event: "billing.balance_unknown", err: error, invoiceId: id },
      "the balance of an open invoice is not known",
    );
    // Merged or deleted since the list was read: nothing is owed on it.
    return error.code === "not_found" ? { currency: total.currency, minor: 0 } : null;
  }
}

/** `found` is the overview with its balances. Not known while an invoice that may be open cannot be read. */
export function dueOf(
  { byFilter }: InvoiceOverview,
  balances: Balances,
  unreadable: readonly UnreadableInvoice[],
): Due {
  const unpaidNotDue = owed(byFilter.unpaid, balances);
  const overdue = owed(byFilter.overdue, balances);
  if (!unpaidNotDue || !overdue || unreadable.some(({ isClosed }) => !isClosed)) return null;
  return { toPay: sumByCurrency([...unpaidNotDue, ...overdue]), overdue, unpaidNotDue };
}

/** The overview with what is really open, and the balances that say so. */
export async function readOpenOverview(
  deps: Services,
  owner: Owner,
  { rows }: InvoiceListing,
): Promise<{ found: InvoiceOverview; balances: Balances }> {
  const all = overview(rows, tokyoDate(deps.now()));
  const balances = await readOpenBalances(deps, owner, all);
  return { found: withBalances(all, balances), balances };
}

/** The sums as a part of their own. */
export async function readDue(deps: Services, owner: Owner): Promise<Reading<Due>> {
  const { value: listing, readAt, staleSince } = await readInvoices(deps, owner);
  const { found, balances } = await readOpenOverview(deps, owner, listing);
  return { value: dueOf(found, balances, listing.unreadable), readAt, staleSince };
}
