import type { CalendarDate } from "../shared/dates.ts";
import type { InvoiceId } from "../shared/ids.ts";
import type { CurrencyCode, Money } from "../shared/money.ts";
import type { CreditEntry, InvoiceSummary, Transaction } from "./schema.ts";

export type StatementKind =
  "invoice" | "payment" | "refund" | "refund_settled" | "credit_added" | "credit_used";

export type StatementRow = {
  date: CalendarDate;
  kind: StatementKind;
  /** Message key; the billing system's own wording of payments and credits is the operator's and is not shown. */
  descriptionKey: `statement.${StatementKind}`;
  /** The invoice's number where the row belongs to one, else the payment's own reference, else empty. */
  reference: string;
  invoiceId: InvoiceId | null;
  /** Makes the customer owe more. */
  debit: Money;
  /** Makes the customer owe less. */
  credit: Money;
  /** What the customer owes after this row; negative when the operator owes the customer. */
  balance: Money;
};

export type Statement = {
  opening: Money;
  rows: StatementRow[];
  closing: Money;
  /** Currencies of movements that are not in it: each has an account of its own. */
  otherCurrencies: CurrencyCode[];
};

export type StatementInput = {
  /** All invoices, transactions and credit entries of the client: what is older than `from` makes the opening balance. */
  invoices: readonly InvoiceSummary[];
  transactions: readonly Transaction[];
  credits: readonly CreditEntry[];
  /** First and last day, both inclusive. */
  from: CalendarDate;
  to: CalendarDate;
  currency: CurrencyCode;
};

/**
 * An account statement. Closing = opening + debits − credits, and the closing of one period opens the next.
 *
 * - An invoice is a debit of its total (after credit) on its day of issue. Drafts never reach us; a cancelled invoice does
 *   not count, while money paid on one does. An invoice of an unknown status counts.
 * - A payment is a credit, a refund is a debit, each on the day of its transaction, never from the invoice's status.
 * - A refund on a paid or refunded invoice also settles that part of the claim, by a `refund_settled` credit of the same
 *   amount on the same day: the money went back and is not owed again. On an invoice that is open again (a payment that
 *   bounced) it is not settled and stays owed.
 * - The credit ledger moves the balance both ways: added is a credit, used is a debit. Totals are after credit, so the
 *   use restores exactly what the total lacks and nothing counts twice.
 * - A ledger entry that records what a payment exceeds its invoice by is the same money as the payment, and is left out:
 *   the same amount for the same invoice, or, where the ledger names none, on the same day.
 * - What has no date belongs before every period.
 *
 * The invoice list tells the total after all credit used so far, so between an invoice's day and the later day of the use
 * the running balance is lower by that credit. Only what is in `currency` counts.
 */
export function statement({
  invoices,
  transactions,
  credits,
  from,
  to,
  currency,
}: StatementInput): Statement {
  const invoiceById = new Map(invoices.map((invoice) => [invoice.id, invoice]));
  const all = [
    ...invoices.flatMap(invoiceMovement),
    ...transactions.flatMap((transaction) => transactionMovements(transaction, invoiceById)),
    ...withoutOverpayments({ credits, transactions, invoiceById }).map(creditMovement),
  ];
  const movements = all.filter(({ amount }) => amount.currency === currency).sort(byDayAndKind);
  const otherCurrencies = [...new Set(all.map(({ amount }) => amount.currency))].filter(
    (code) => code !== currency,
  );

  const money = (minor: number): Money => ({ currency, minor });
  let owed = 0;
  let opening = 0;
  const rows: StatementRow[] = [];
  for (const { date, kind, reference, invoiceId, effect, amount } of movements) {
    if (date !== null && date > to) continue;
    owed += effect === "debit" ? amount.minor : -amount.minor;
    if (date === null || date < from) {
      opening = owed;
      continue;
    }
    rows.push({
      date,
      kind,
      descriptionKey: `statement.${kind}`,
      reference,
      invoiceId,
      debit: money(effect === "debit" ? amount.minor : 0),
      credit: money(effect === "credit" ? amount.minor : 0),
      balance: money(owed),
    });
  }
  return { opening: money(opening), rows, closing: money(owed), otherCurrencies };
}

type Movement = {
  date: CalendarDate | null;
  kind: StatementKind;
  reference: string;
  invoiceId: InvoiceId | null;
  effect: "debit" | "credit";
  amount: Money;
  /** Within a day and kind. */
  order: number;
};

type InvoiceById = ReadonlyMap<InvoiceId, InvoiceSummary>;

function invoiceMovement(invoice: InvoiceSummary): Movement[] {
  if (invoice.status === "cancelled") return [];
  return [
    {
      date: invoice.issuedOn,
      kind: "invoice",
      reference: invoice.number,
      invoiceId: invoice.id,
      effect: "debit",
      amount: invoice.total,
      order: invoice.id,
    },
  ];
}

function transactionMovements(transaction: Transaction, invoiceById: InvoiceById): Movement[] {
  const invoice = transaction.invoiceId === null ? undefined : invoiceById.get(transaction.invoiceId);
  const common = {
    date: transaction.date,
    reference: invoice?.number ?? transaction.reference,
    invoiceId: transaction.invoiceId,
    amount: transaction.amount,
    order: transaction.id,
  };
  if (transaction.direction === "in") return [{ ...common, kind: "payment", effect: "credit" }];
  const settled = invoice?.status === "paid" || invoice?.status === "refunded";
  return [
    { ...common, kind: "refund", effect: "debit" },
    ...(settled ? [{ ...common, kind: "refund_settled", effect: "credit" } as const] : []),
  ];
}

function creditMovement(entry: CreditEntry): Movement {
  const used = entry.amount.minor < 0;
  return {
    date: entry.date,
    kind: used ? "credit_used" : "credit_added",
    reference: "",
    invoiceId: null,
    effect: used ? "debit" : "credit",
    amount: { currency: entry.amount.currency, minor: Math.abs(entry.amount.minor) },
    order: entry.id,
  };
}

function withoutOverpayments({
  credits,
  transactions,
  invoiceById,
}: {
  credits: readonly CreditEntry[];
  transactions: readonly Transaction[];
  invoiceById: InvoiceById;
}): CreditEntry[] {
  const left = [...credits];
  const paid = new Map<InvoiceId, number>();
  const payments = transactions.filter((transaction) => transaction.direction === "in");
  for (const payment of payments.sort((a, b) => compareDay(a.date, b.date) || a.id - b.id)) {
    const invoice = payment.invoiceId === null ? undefined : invoiceById.get(payment.invoiceId);
    if (invoice === undefined) continue;
    const before = paid.get(invoice.id) ?? 0;
    const claim = invoice.status === "cancelled" ? 0 : invoice.total.minor;
    const due = Math.max(0, claim - before);
    paid.set(invoice.id, before + payment.amount.minor);
    const excess = payment.amount.minor - due;
    if (excess <= 0) continue;
    const isExcess = ({ amount }: CreditEntry) =>
      amount.minor === excess && amount.currency === payment.amount.currency;
    const named = left.findIndex((entry) => isExcess(entry) && entry.invoiceId === invoice.id);
    const sameDay = left.findIndex(
      (entry) => isExcess(entry) && entry.invoiceId === null && entry.date === payment.date,
    );
    const same = named === -1 ? sameDay : named;
    if (same !== -1) left.splice(same, 1);
  }
  return left;
}

const KIND_ORDER: Record<StatementKind, number> = {
  invoice: 0,
  credit_added: 1,
  credit_used: 2,
  payment: 3,
  refund: 4,
  refund_settled: 5,
};

function byDayAndKind(a: Movement, b: Movement): number {
  return compareDay(a.date, b.date) || KIND_ORDER[a.kind] - KIND_ORDER[b.kind] || a.order - b.order;
}

function compareDay(a: CalendarDate | null, b: CalendarDate | null): number {
  if (a === b) return 0;
  return (a ?? "") < (b ?? "") ? -1 : 1;
}
