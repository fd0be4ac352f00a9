import type { InvoiceDescriptions } from "#domain/invoices/list.ts";
import type { Invoice, InvoiceSummary } from "#domain/invoices/schema.ts";
import { listIndexedInvoices, saveIndexedInvoices } from "#db/repositories/invoice-index.server.ts";
import { asCustomer } from "#db/row-security.server.ts";
import { isAppError, isUnavailable } from "#domain/shared/errors.ts";
import { billingRules, billingTags } from "~/platform/cache/billing-cache.ts";
import type { Reading } from "~/platform/cache/types.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";
import { readInvoice, readInvoices } from "./reads.server.ts";

/** Rows written together, so that a job that is ended in the middle has kept most of its work. */
const BATCH = 20;
const AT_ONCE = 2;
const MAX_DESCRIPTION = 500;

/**
 * Descriptions by invoice id, of the invoices whose lines have been read. None while the portal's own database does not answer: the
 * bills are the billing system's, and are shown with their numbers.
 */
export async function readDescriptions(
  { cache, database, now, logger }: Services,
  owner: Owner,
): Promise<Reading<InvoiceDescriptions>> {
  try {
    return await cache.cached(
      { scope: "user", userId: owner.userId, name: `${owner.clientId}:invoice-index` },
      billingRules.invoiceIndex(owner.userId),
      async () => {
        const rows = await asCustomer(database, owner.userId, (tx) => listIndexedInvoices(tx));
        return Object.fromEntries(rows.map((row) => [row.invoiceId, row.description]));
      },
    );
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    logger.warn(
      { event: "invoice_index.unavailable", err: error },
      "bills are shown without their descriptions",
    );
    return { value: {}, readAt: now(), staleSince: null };
  }
}

/**
 * The job: reads the newest invoices that are not in the index yet, newest first, two at a time, up to
 * INVOICE_INDEX_LIMIT of them in all. Can be repeated at any point: what is indexed is passed over.
 */
export async function fillInvoiceIndex(deps: Services, owner: Owner): Promise<void> {
  const { value: invoices } = await readInvoices(deps, owner);
  const known = await asCustomer(deps.database, owner.userId, (tx) => listIndexedInvoices(tx));
  const indexed = new Set(known.map((row) => row.invoiceId));
  const missing = newestFirst(invoices.rows)
    .slice(0, deps.config.invoiceIndexLimit)
    .filter((invoice) => !indexed.has(invoice.id));

  for (let start = 0; start < missing.length; start += BATCH) {
    const batch = await readAll(deps, owner, missing.slice(start, start + BATCH));
    await asCustomer(deps.database, owner.userId, (tx) =>
      saveIndexedInvoices(tx, {
        userId: owner.userId,
        invoices: batch.map((invoice) => ({
          invoiceId: invoice.id,
          number: invoice.number,
          description: descriptionOf(invoice),
        })),
        now: deps.now(),
      }),
    );
    await deps.cache.drop(billingTags.invoiceIndex(owner.userId));
  }
}

/** Through the cache, so that a page and the job never ask for the same invoice twice. */
async function readAll(
  deps: Services,
  owner: Owner,
  invoices: readonly InvoiceSummary[],
): Promise<Invoice[]> {
  const read: Invoice[] = [];
  for (let at = 0; at < invoices.length; at += AT_ONCE) {
    const some = invoices.slice(at, at + AT_ONCE);
    const found = await Promise.all(some.map((invoice) => findReadable(deps, owner, invoice)));
    read.push(...found.filter((invoice) => invoice !== null));
  }
  return read;
}

/** Null for an invoice that is gone or not as agreed: it must not keep the others from being found. */
async function findReadable(
  deps: Services,
  owner: Owner,
  { id, total }: InvoiceSummary,
): Promise<Invoice | null> {
  try {
    return (await readInvoice(deps, owner, { invoiceId: id, currency: total.currency })).value;
  } catch (error) {
    if (!isAppError(error) || error.code === "provider_unavailable") throw error;
    deps.logger.warn({ event: "invoice_index.skipped", err: error, invoiceId: id }, "invoice not indexed");
    return null;
  }
}

function newestFirst(invoices: readonly InvoiceSummary[]): InvoiceSummary[] {
  return invoices.toSorted((a, b) => b.id - a.id);
}

/** The lines' texts in their order, one a line of text, each and all cut: they are for finding and for a title. */
function descriptionOf(invoice: Invoice): string {
  return invoice.lines
    .map((line) => line.description.replace(/\s+/g, " ").trim().slice(0, 200))
    .join("\n")
    .slice(0, MAX_DESCRIPTION);
}
