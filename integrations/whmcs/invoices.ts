import type { CreditEntry, Invoice, InvoiceSummary, Transaction } from "#domain/invoices/schema.ts";
import {
  invoiceNotesHold,
  notesHold,
  readInvoiceOwner,
  readInvoiceRows,
  toCreatedInvoiceId,
  toCredits,
  toInvoice,
  toInvoiceSummary,
  toTransactions,
  type InvoiceRow,
} from "#domain/invoices/whmcs.ts";
import type { CalendarDate } from "#domain/shared/dates.ts";
import { WhmcsClientIdSchema, type InvoiceId, type WhmcsClientId } from "#domain/shared/ids.ts";
import type { CurrencyCode, Money } from "#domain/shared/money.ts";
import { readTotal, saysNothingFound } from "#domain/shared/whmcs-list.ts";
import { WireFault } from "#domain/shared/whmcs-wire.ts";
import type { AnswerBody } from "./answer.ts";
import { isUnclear, notFound, requireClient, type WhmcsClient } from "./client.ts";
import { wireAmount, type FormParams } from "./form.ts";
import { readAllPages } from "./paging.ts";

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

export function createInvoices(client: WhmcsClient) {
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

  async function listRows<T>(clientId: WhmcsClientId, map: (row: InvoiceRow) => T): Promise<T[]> {
    requireClient(clientId);
    const rows = await readAllPages({
      action: "GetInvoices",
      readPage: (window) =>
        client.call({
          action: "GetInvoices",
          params: { userid: clientId, ...window, orderby: "id", order: "desc" },
          read: (body) => {
            const rows = readInvoiceRows(body).map((row, index) => {
              const at = `invoices.invoice.${index}`;
              // Then the filter was not heard, and none of the rows is to be trusted.
              if (row.userid !== clientId) throw new WireFault(`${at}.userid`, "another client");
              return { id: row.id, mapped: map(row) };
            });
            return { rows, total: readTotal(body) };
          },
          refused: (message) => (saysNothingFound(message) ? { rows: [], total: 0 } : undefined),
        }),
      idOf: (row) => row.id,
    });
    return rows.map((row) => row.mapped);
  }

  async function requireOwnInvoice(owned: OwnedInvoice): Promise<void> {
    await readInvoice(owned, () => null);
  }

  async function getInvoice({
    currency,
    ...owned
  }: OwnedInvoice & { currency: CurrencyCode }): Promise<Invoice> {
    const onUnknown = client.onUnknown("GetInvoice");
    const invoice = await readInvoice(owned, (body) => toInvoice(body, { currency, onUnknown }));
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
     * All invoices of a client, newest id first, without drafts. `currency` is used for rows that do not name theirs.
     * Throws `provider_contract` when any row belongs to another client.
     */
    async listInvoices({
      clientId,
      currency,
    }: {
      clientId: WhmcsClientId;
      currency?: CurrencyCode;
    }): Promise<InvoiceSummary[]> {
      const onUnknown = client.onUnknown("GetInvoices");
      const summaries = await listRows(clientId, (row) => toInvoiceSummary(row, { currency, onUnknown }));
      return summaries.filter((summary) => summary !== null);
    },

    /** One invoice. `not_found` for an unknown one, a draft, and somebody else's. `currency` is the client's: the answer names none. */
    getInvoice,

    /** Throws `not_found` unless the invoice is this client's; before any act on it, for WHMCS does not check. */
    requireOwnInvoice,

    /** All payments and refunds of a client. Fees are left out. */
    listTransactions({
      clientId,
      currency,
    }: {
      clientId: WhmcsClientId;
      currency: CurrencyCode;
    }): Promise<Transaction[]> {
      requireClient(clientId);
      return client.call({
        action: "GetTransactions",
        params: { clientid: clientId },
        read: (body) => toTransactions(body, { currency, clientId }),
        refused: (message) => (saysNothingFound(message) ? [] : undefined),
      });
    },

    /** The client's credit ledger. Its descriptions are the operator's words. `not_found` for an unknown client. */
    listCredits({
      clientId,
      currency,
    }: {
      clientId: WhmcsClientId;
      currency: CurrencyCode;
    }): Promise<CreditEntry[]> {
      requireClient(clientId);
      return client.call({
        action: "GetCredits",
        params: { clientid: clientId },
        read: (body) => toCredits(body, currency),
        refused: (message) => {
          if (message === "client id not found" || message === "client not found") throw notFound("client");
          return saysNothingFound(message) ? [] : undefined;
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

    /** The invoice made for an operation; null when there is none. */
    async findInvoiceByOperation({
      clientId,
      operationId,
    }: {
      clientId: WhmcsClientId;
      operationId: string;
    }): Promise<InvoiceId | null> {
      const reference = referenceOf(operationId);
      const found = await listRows(clientId, (row) => (notesHold(row.notes, reference) ? row.id : null));
      return found.find((id) => id !== null) ?? null;
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
      if (!kept) client.logger.error(facts, "billing system dropped the reference of a new invoice");
    } catch {
      client.logger.error(facts, "the reference of a new invoice could not be checked");
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
