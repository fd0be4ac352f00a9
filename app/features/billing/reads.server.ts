import type { CreditEntry, Invoice, InvoiceListing, Transaction } from "#domain/invoices/schema.ts";
import { taxSummary } from "#domain/invoices/rules.ts";
import type { InvoiceId } from "#domain/shared/ids.ts";
import { isAnswer } from "#domain/shared/errors.ts";
import type { CurrencyCode, Money } from "#domain/shared/money.ts";
import type { Listing } from "#domain/shared/whmcs-list.ts";
import { readClient } from "~/features/profile/read-client.server.ts";
import { billingRules, billingTags } from "~/platform/cache/billing-cache.ts";
import type { CacheKey, Reading } from "~/platform/cache/types.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";

/** With the billing account in the name: should an operator change the mapping, no copy of the other account is found. */
function personal(owner: Owner, name: string): CacheKey {
  return { scope: "user", userId: owner.userId, name: `${owner.clientId}:${name}` };
}

/**
 * All invoices of the customer. The list is read whole (20 calls for 5,000) because figures, search and filters need
 * every row and the billing system can neither search nor sum; warm, it costs nothing.
 */
export function readInvoices(deps: Services, owner: Owner): Promise<Reading<InvoiceListing>> {
  return deps.cache.cached(
    personal(owner, "invoice-list"),
    billingRules.invoices(owner.clientId),
    async () => {
      const currency = await findCurrency(deps, owner);
      return deps.whmcs.listInvoices({ clientId: owner.clientId, currency });
    },
  );
}

/** For rows that name no currency; those that do can be read without it. */
async function findCurrency(deps: Services, owner: Owner): Promise<CurrencyCode | undefined> {
  try {
    return (await readClient(deps, owner)).value.currency;
  } catch (error) {
    if (isAnswer(error)) throw error;
    return undefined;
  }
}

/** The number by which transactions name a currency; null where it is not the client's own, or the client cannot be read. */
async function findCurrencyId(deps: Services, owner: Owner, currency: CurrencyCode): Promise<number | null> {
  try {
    const client = (await readClient(deps, owner)).value;
    return client.currency === currency ? client.currencyId : null;
  } catch (error) {
    if (isAnswer(error)) throw error;
    return null;
  }
}

/** Credit that the customer has with the operator; null for none, and where it cannot be read. */
export async function findCredit(deps: Services, owner: Owner): Promise<Money | null> {
  try {
    const { credit } = (await readClient(deps, owner)).value;
    return credit !== null && credit.minor > 0 ? credit : null;
  } catch (error) {
    if (isAnswer(error)) throw error;
    return null;
  }
}

/**
 * One invoice with lines, transactions and what is still due. Throws `not_found` for anybody else's. An invoice whose tax
 * is not rounded once per rate is shown as it is and told to the operator (JP-MO-8).
 */
export function readInvoice(
  deps: Services,
  owner: Owner,
  { invoiceId, currency }: { invoiceId: InvoiceId; currency: CurrencyCode },
): Promise<Reading<Invoice>> {
  const { cache, whmcs, logger, metrics } = deps;
  const rule = billingRules.invoice(owner.clientId, invoiceId);
  // The answer names no currency, so a copy is one of this currency alone.
  return cache.cached(personal(owner, `invoice:${invoiceId}:${currency}`), rule, async () => {
    const currencyId = await findCurrencyId(deps, owner, currency);
    const invoice = await whmcs.getInvoice({ clientId: owner.clientId, invoiceId, currency, currencyId });
    if (!taxSummary(invoice).matches) {
      logger.warn(
        { event: "invoice.tax_mismatch", invoiceId, reason: "TAX_MISMATCH" },
        "tax is not rounded once per rate",
      );
      metrics.onTaxMismatch();
    }
    return invoice;
  });
}

export function readTransactions(
  deps: Services,
  owner: Owner,
  currency: CurrencyCode,
): Promise<Reading<Listing<Transaction>>> {
  return deps.cache.cached(
    personal(owner, `transaction-list:${currency}`),
    billingRules.ledger(owner.clientId),
    async () => {
      const currencyId = await findCurrencyId(deps, owner, currency);
      return deps.whmcs.listTransactions({ clientId: owner.clientId, currency, currencyId });
    },
  );
}

export function readCredits(
  { cache, whmcs }: Services,
  owner: Owner,
  currency: CurrencyCode,
): Promise<Reading<Listing<CreditEntry>>> {
  return cache.cached(personal(owner, `credit-list:${currency}`), billingRules.ledger(owner.clientId), () =>
    whmcs.listCredits({ clientId: owner.clientId, currency }),
  );
}

/** "Try again": the next read asks the billing system. */
export function refreshInvoices({ cache }: Services, owner: Owner, invoiceId?: InvoiceId): Promise<void> {
  const tags = [billingTags.invoices(owner.clientId)];
  if (invoiceId !== undefined) tags.push(billingTags.invoice(invoiceId));
  return cache.drop(...tags);
}
