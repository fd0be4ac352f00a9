import type {
  CreditEntry,
  Invoice,
  InvoiceListing,
  Transaction,
  UnreadableInvoice,
} from "#domain/invoices/schema.ts";
import {
  aboutUnreadableInvoice,
  CREDIT_LIST,
  INVOICE_LIST,
  invoiceNotesHold,
  readInvoiceOwner,
  toCreatedInvoiceId,
  toCredit,
  toInvoice,
  toInvoiceSummary,
  toTransaction,
  TRANSACTION_LIST,
} from "#domain/invoices/whmcs.ts";
import type { CalendarDate } from "#domain/shared/dates.ts";
import {
  InvoiceIdSchema,
  WhmcsClientIdSchema,
  type InvoiceId,
  type WhmcsClientId,
} from "#domain/shared/ids.ts";
import type { CurrencyCode, Money } from "#domain/shared/money.ts";
import { readRowId, type Listing } from "#domain/shared/whmcs-list.ts";
import { readWire, WireFault, wireId } from "#domain/shared/whmcs-wire.ts";
import type { AnswerBody } from "./answer.ts";
import { contractError, isUnclear, notFound, requireClient, type WhmcsClient } from "./client.ts";
import { wireAmount, type FormParams } from "./form.ts";
import type { Lists } from "./lists.ts";

export type OwnedInvoice = { clientId: WhmcsClientId; invoiceId: InvoiceId };

export type NewInvoice = {
  clientId: WhmcsClientId;
  /** System name of the gateway to pay by: a stored card can only be captured through its own (whmcs.md 5). */
  gateway: string;
  issuedOn: CalendarDate;
  dueOn: CalendarDate;
  lines: readonly { description: string; amount: Money; taxed: boolean }[];
  /** Our operation id: kept as `portal-ref:<operation id>` in the admin notes, to find the invoice again (whmcs.md 1.7). */
  operationId: string;
  /** Whether WHMCS mails it. */
  sendMail: boolean;
  /** Percent, "10"; by default WHMCS's own setting. */
  taxRate?: string;
};

export type CreateInvoiceOutcome = { outcome: "created"; invoiceId: InvoiceId } | { outcome: "unknown" };
export type UpdateInvoiceOutcome = { outcome: "updated" | "refused" | "unknown" };
export type CancelInvoiceOutcome = { outcome: "cancelled" | "not_cancellable" | "unknown" };

export function createInvoices(client: WhmcsClient, lists: Lists) {
  /** The answer of GetInvoice, after the check that it is this client's: WHMCS answers anybody's (whmcs.md 5). */
  function readInvoice<T>({ clientId, invoiceId }: OwnedInvoice, read: (body: AnswerBody) => T): Promise<T> {
    return client.call({
      action: "GetInvoice",
      params: { invoiceid: invoiceId },
      read: (body) => {
        const owner = readInvoiceOwner(body);
        if (owner.clientId !== clientId) throw notFound("invoice");
        if (owner.invoiceId !== invoiceId) throw new WireFault("invoiceid", "another invoice");
        return read(body);
      },
      refused: (message) => {
        if (message === "invoice id not found") throw notFound("invoice");
        return undefined;
      },
    });
  }

  function readList<T>(clientId: WhmcsClientId, read: (row: AnswerBody) => T): Promise<Listing<T>> {
    return lists.readPaged({
      action: "GetInvoices",
      path: INVOICE_LIST,
      params: { userid: clientId, orderby: "id", order: "desc" },
      owner: { clientId, field: "userid" },
      read,
    });
  }

  async function requireOwnInvoice(owned: OwnedInvoice): Promise<void> {
    await readInvoice(owned, () => null);
  }

  async function getInvoice({
    currency,
    currencyId,
    ...owned
  }: OwnedInvoice & { currency: CurrencyCode; currencyId?: number | null }): Promise<Invoice> {
    const onUnknown = client.onUnknown("GetInvoice");
    const invoice = await readInvoice(owned, (body) => toInvoice(body, { currency, currencyId, onUnknown }));
    if (invoice === null) throw notFound("invoice");
    return invoice;
  }

  /** What UpdateInvoice answers to a change of one field. */
  async function update(owned: OwnedInvoice, params: { paymentmethod: string } | { status: string }) {
    try {
      return await client.call<UpdateInvoiceOutcome>({
        action: "UpdateInvoice",
        params: { invoiceid: owned.invoiceId, ...params },
        read: () => ({ outcome: "updated" }),
        refused: (message) => {
          if (message === "invoice id not found") throw notFound("invoice");
          // The words for an invoice that version 9 holds immutable are not known: every refusal is one (whmcs.md 5).
          return { outcome: "refused" };
        },
      });
    } catch (error) {
      if (isUnclear(error)) return { outcome: "unknown" } as const;
      throw error;
    }
  }

  return {
    /** The client an invoice belongs to; null for an unknown one. For change notifications, which tell the invoice alone. */
    findInvoiceOwner({ invoiceId }: { invoiceId: InvoiceId }): Promise<WhmcsClientId | null> {
      return client.call<WhmcsClientId | null>({
        action: "GetInvoice",
        params: { invoiceid: invoiceId },
        read: (body) => WhmcsClientIdSchema.parse(readInvoiceOwner(body).clientId),
        refused: (message) => (message === "invoice id not found" ? null : undefined),
      });
    },

    /**
     * All invoices of a client, newest id first, without drafts. `currency` is the client's, for rows that do not name theirs.
     * Throws `provider_contract` when any row belongs to another client.
     */
    async listInvoices({
      clientId,
      currency,
    }: {
      clientId: WhmcsClientId;
      currency?: CurrencyCode | undefined;
    }): Promise<InvoiceListing> {
      const onUnknown = client.onUnknown("GetInvoices");
      const unreadable = new Map<string, UnreadableInvoice>();
      const listing = await readList(clientId, (row) => {
        try {
          return toInvoiceSummary(row, { currency, onUnknown });
        } catch (error) {
          if (!(error instanceof WireFault)) throw error;
          const about = aboutUnreadableInvoice(row);
          unreadable.set(String(readRowId(row)), { id: readRowId(row), ...about });
          throw error;
        }
      });
      return {
        rows: listing.rows.filter((summary) => summary !== null),
        unreadable: listing.unreadable.map(
          ({ id }) => unreadable.get(String(id)) ?? { id, number: null, isClosed: false },
        ),
      };
    },

    /**
     * One invoice. `not_found` for an unknown one, a draft, and somebody else's. `currency` is the client's: the answer names
     * none but in its transactions, which are `provider_contract` in another one than `currencyId`.
     */
    getInvoice,

    /** Throws `not_found` unless the invoice is this client's; before any act on it, for WHMCS does not check. */
    requireOwnInvoice,

    /**
     * All payments and refunds of a client. Fees are left out. `currency` is the client's: a row that names another one is
     * unreadable where `currencyId`, the number of the client's, is given.
     */
    listTransactions({
      clientId,
      currency,
      currencyId,
    }: {
      clientId: WhmcsClientId;
      currency: CurrencyCode;
      currencyId?: number | null;
    }): Promise<Listing<Transaction>> {
      return lists.readWhole({
        action: "GetTransactions",
        path: TRANSACTION_LIST,
        params: { clientid: clientId },
        owner: { clientId, field: "userid" },
        read: (row) => toTransaction(row, { currency, clientId, currencyId }),
      });
    },

    /** The client's credit ledger. Its descriptions are the operator's words. `not_found` for an unknown client. */
    listCredits({
      clientId,
      currency,
    }: {
      clientId: WhmcsClientId;
      currency: CurrencyCode;
    }): Promise<Listing<CreditEntry>> {
      return lists.readWhole({
        action: "GetCredits",
        path: CREDIT_LIST,
        params: { clientid: clientId },
        owner: { clientId, field: null },
        read: (row) => toCredit(row, currency),
        refused: (message) => {
          if (message === "client id not found" || message === "client not found") throw notFound("client");
        },
      });
    },

    /**
     * Makes an unpaid invoice. Never repeated: after `unknown` look with findInvoiceByOperation first. The invoice is read
     * back, and missing notes are logged as an error, since it could not be found again (whmcs.md 1.7). `not_found` for an
     * unknown client.
     */
    async createInvoice(invoice: NewInvoice): Promise<CreateInvoiceOutcome> {
      const reference = referenceOf(invoice.operationId);
      const { clientId } = invoice;
      try {
        const invoiceId = await client.call({
          action: "CreateInvoice",
          params: {
            userid: requireClient(clientId),
            status: "Unpaid",
            sendinvoice: invoice.sendMail,
            paymentmethod: invoice.gateway,
            taxrate: invoice.taxRate,
            date: invoice.issuedOn,
            duedate: invoice.dueOn,
            notes: reference,
            ...lineParams(invoice.lines),
          },
          read: toCreatedInvoiceId,
          refused: (message) => {
            if (message === "client id not found") throw notFound("client");
            return undefined;
          },
        });
        await checkReference({ clientId, invoiceId }, reference);
        return { outcome: "created", invoiceId };
      } catch (error) {
        if (isUnclear(error)) return { outcome: "unknown" };
        throw error;
      }
    },

    /** The invoice made for an operation; null when there is none for certain: every row has to be readable. */
    async findInvoiceByOperation({
      clientId,
      operationId,
    }: {
      clientId: WhmcsClientId;
      operationId: string;
    }): Promise<InvoiceId | null> {
      const reference = referenceOf(operationId);
      const { rows, unreadable } = await readList(clientId, (row) =>
        invoiceNotesHold(row, reference) ? readWire(wireId(InvoiceIdSchema), row["id"], "id") : null,
      );
      const found = rows.find((id) => id !== null);
      const [odd] = unreadable;
      if (found === undefined && odd) throw contractError("GetInvoices", odd.field);
      return found ?? null;
    },

    /** Changes the way an invoice is paid. */
    async setInvoiceGateway({
      gateway,
      ...owned
    }: OwnedInvoice & { gateway: string }): Promise<UpdateInvoiceOutcome> {
      await requireOwnInvoice(owned);
      return update(owned, { paymentmethod: gateway });
    },

    /**
     * Cancels an invoice that nothing was paid on: only Unpaid, without a transaction and without credit in it (whmcs.md
     * 5). One that is cancelled already is `cancelled`.
     */
    async cancelInvoice({
      currency,
      ...owned
    }: OwnedInvoice & { currency: CurrencyCode }): Promise<CancelInvoiceOutcome> {
      const invoice = await getInvoice({ ...owned, currency });
      if (invoice.status === "cancelled") return { outcome: "cancelled" };
      const untouched = invoice.transactions.length === 0 && invoice.credit.minor === 0;
      if (invoice.status !== "unpaid" || !untouched) return { outcome: "not_cancellable" };
      const { outcome } = await update(owned, { status: "Cancelled" });
      if (outcome === "updated") return { outcome: "cancelled" };
      return { outcome: outcome === "refused" ? "not_cancellable" : "unknown" };
    },
  };

  /** The invoice exists whatever this finds, so a failed look is no failed creation. */
  async function checkReference(owned: OwnedInvoice, reference: string): Promise<void> {
    const facts = { provider: "whmcs", action: "CreateInvoice", invoiceId: owned.invoiceId };
    try {
      const kept = await readInvoice(owned, (body) => invoiceNotesHold(body, reference));
      if (!kept)
        client.logger.error(
          { ...facts, event: "whmcs.invoice_reference_lost" },
          "billing system dropped the reference of a new invoice",
        );
    } catch {
      client.logger.error(
        { ...facts, event: "whmcs.invoice_reference_unchecked" },
        "the reference of a new invoice could not be checked",
      );
    }
  }
}

/** CreateInvoice counts its lines in the names, from 1, without brackets (whmcs.md 1.1). */
function lineParams(lines: NewInvoice["lines"]): FormParams {
  const params: Record<string, string | boolean> = {};
  lines.forEach((line, index) => {
    params[`itemdescription${index + 1}`] = line.description;
    params[`itemamount${index + 1}`] = wireAmount(line.amount);
    params[`itemtaxed${index + 1}`] = line.taxed;
  });
  return params;
}

function referenceOf(operationId: string): string {
  return `portal-ref:${operationId}`;
}
