import {
  TRANSACTION_LIST,
  toAppliedCredit,
  toCreditBalance,
  transactionHolds,
} from "#domain/invoices/whmcs.ts";
import type { Gateway, PayMethod } from "#domain/payments/schema.ts";
import { GATEWAY_LIST, PAY_METHOD_LIST, toGateway, toPayMethod } from "#domain/payments/whmcs.ts";
import { tokyoDate } from "#domain/shared/dates.ts";
import { AppError } from "#domain/shared/errors.ts";
import type { PayMethodId, WhmcsClientId } from "#domain/shared/ids.ts";
import type { Money } from "#domain/shared/money.ts";
import type { Listing } from "#domain/shared/whmcs-list.ts";
import { contractError, notFound, orUnknown, type WhmcsClient } from "./client.ts";
import { wireAmount } from "./form.ts";
import type { createInvoices, OwnedInvoice } from "./invoices.ts";
import type { Lists } from "./lists.ts";

/** `unknown`: it may or may not have happened. Read the invoice and decide from it, never act again blindly (whmcs.md 1.6). */
export type CaptureOutcome = { outcome: "accepted" | "declined" | "not_payable" | "unknown" };
export type ApplyCreditOutcome =
  | { outcome: "applied"; amount: Money; invoicePaid: boolean }
  | { outcome: "insufficient_credit" | "exceeds_balance" | "not_payable" | "unknown" };
export type RecordPaymentOutcome = { outcome: "recorded" | "already_recorded" | "not_payable" | "unknown" };
export type AddCreditOutcome = { outcome: "added"; balance: Money } | { outcome: "unknown" };
export type PayMethodOutcome = { outcome: "done" | "refused" | "unknown" };

export type OwnedPayMethod = { clientId: WhmcsClientId; payMethodId: PayMethodId };

export function createPayments(
  client: WhmcsClient,
  {
    readWhole,
    requireOwnInvoice,
  }: Pick<Lists, "readWhole"> & Pick<ReturnType<typeof createInvoices>, "requireOwnInvoice">,
) {
  return {
    /** Stored cards and accounts. Which one is the default WHMCS does not tell. `not_found` for an unknown client. */
    listPayMethods({ clientId }: { clientId: WhmcsClientId }): Promise<Listing<PayMethod>> {
      const onUnknown = client.onUnknown("GetPayMethods");
      return readWhole({
        action: "GetPayMethods",
        path: PAY_METHOD_LIST,
        params: { clientid: clientId },
        owner: { clientId, field: null },
        read: (row) => toPayMethod(row, onUnknown),
        refused: (message) => {
          if (message === "client not found" || message === "client id not found") throw notFound("client");
        },
      });
    },

    /** Ways to pay that the operator offers; `name` is what other calls take as gateway. */
    async listGateways(): Promise<Gateway[]> {
      return (await readWhole({ action: "GetPaymentMethods", path: GATEWAY_LIST, read: toGateway })).rows;
    },

    /**
     * Charges the stored pay method of the invoice's gateway. `accepted` means that the attempt was: read the invoice, it may
     * be Payment Pending. Only WHMCS's own "failed" is `declined`; whatever else comes back after sending is `unknown`.
     */
    async capturePayment(owned: OwnedInvoice): Promise<CaptureOutcome> {
      await requireOwnInvoice(owned);
      return orUnknown(
        client.call<CaptureOutcome>({
          action: "CapturePayment",
          params: { invoiceid: owned.invoiceId },
          read: () => ({ outcome: "accepted" }),
          refused: (message) => {
            if (message === "payment attempt failed") return { outcome: "declined" };
            if (message === "invoice not found or not unpaid") return { outcome: "not_payable" };
            return { outcome: "unknown" };
          },
        }),
      );
    },

    /** Pays from the client's credit balance. `amount` above zero, in the client's currency. */
    async applyCredit({ amount, ...owned }: OwnedInvoice & { amount: Money }): Promise<ApplyCreditOutcome> {
      requirePositive(amount);
      await requireOwnInvoice(owned);
      return orUnknown(
        client.call<ApplyCreditOutcome>({
          action: "ApplyCredit",
          params: { invoiceid: owned.invoiceId, amount: wireAmount(amount) },
          read: (body) => ({
            outcome: "applied",
            ...toAppliedCredit(body, { invoiceId: owned.invoiceId, currency: amount.currency }),
          }),
          refused: (message) => {
            if (message === "amount exceeds customer credit balance")
              return { outcome: "insufficient_credit" };
            if (message === "amount exceeds invoice balance") return { outcome: "exceeds_balance" };
            if (message === "invoice not in unpaid status") return { outcome: "not_payable" };
            return undefined;
          },
        }),
      );
    },

    /**
     * Records money taken elsewhere. `reference` is the payment's own id: WHMCS does not refuse a second one with the same,
     * so it is looked for first. Without `amount` WHMCS books all that is due.
     */
    async addInvoicePayment({
      reference,
      gateway,
      paidAt,
      amount,
      sendMail,
      ...owned
    }: OwnedInvoice & {
      reference: string;
      gateway: string;
      paidAt: Date;
      amount?: Money;
      sendMail: boolean;
    }): Promise<RecordPaymentOutcome> {
      if (amount !== undefined) requirePositive(amount);
      // Without one the look for an earlier payment would find everybody's.
      if (reference === "") throw invalid("a payment without a reference");
      await requireOwnInvoice(owned);
      const { rows, unreadable } = await readWhole({
        action: "GetTransactions",
        path: TRANSACTION_LIST,
        params: { transid: reference },
        read: (row) => transactionHolds(row, reference),
      });
      const [odd] = unreadable;
      if (rows.includes(true)) return { outcome: "already_recorded" };
      // One that cannot be read may be this payment.
      if (odd) throw contractError("GetTransactions", odd.field);
      return orUnknown(
        client.call<RecordPaymentOutcome>({
          action: "AddInvoicePayment",
          params: {
            invoiceid: owned.invoiceId,
            transid: reference,
            gateway,
            date: wireDateTime(paidAt),
            amount: amount && wireAmount(amount),
            noemail: !sendMail,
          },
          read: () => ({ outcome: "recorded" }),
          refused: (message) =>
            message.startsWith("it is not possible to add a payment to an invoice that is")
              ? { outcome: "not_payable" }
              : undefined,
        }),
      );
    },

    /** Adds to the client's credit balance. `not_found` for an unknown client. */
    addCredit({
      clientId,
      amount,
      description,
    }: {
      clientId: WhmcsClientId;
      amount: Money;
      description: string;
    }): Promise<AddCreditOutcome> {
      requirePositive(amount);
      return orUnknown(
        client.call<AddCreditOutcome>({
          action: "AddCredit",
          params: { clientid: clientId, description, amount: wireAmount(amount), type: "add" },
          read: (body) => ({ outcome: "added", balance: toCreditBalance(body, amount.currency) }),
          refused: (message) => {
            if (message === "client id not found") throw notFound("client");
            return undefined;
          },
        }),
      );
    },

    /** Makes a stored pay method the default. Some versions refuse that alone (whmcs.md 5): `refused`. */
    updatePayMethod(owned: OwnedPayMethod): Promise<PayMethodOutcome> {
      return orUnknown(
        client.call<PayMethodOutcome>({
          action: "UpdatePayMethod",
          params: { clientid: owned.clientId, paymethodid: owned.payMethodId, set_as_default: true },
          read: () => ({ outcome: "done" }),
          refused: payMethodRefused,
        }),
      );
    },

    /** Removes a stored pay method, and keeps it when the gateway does not let go of it. */
    deletePayMethod(owned: OwnedPayMethod): Promise<PayMethodOutcome> {
      return orUnknown(
        client.call<PayMethodOutcome>({
          action: "DeletePayMethod",
          params: { clientid: owned.clientId, paymethodid: owned.payMethodId, failonremotefailure: true },
          read: () => ({ outcome: "done" }),
          refused: payMethodRefused,
        }),
      );
    },
  };
}

/** WHMCS checks the owner by itself here; the foreign one is answered as a missing one. */
function payMethodRefused(message: string): PayMethodOutcome | undefined {
  if (message === "invalid pay method id" || message === "pay method does not belong to passed client id") {
    throw notFound("pay method");
  }
  const refusals = [
    "no details provided for update",
    "unsupported gateway type for update",
    "error updating remote pay method",
    "error deleting remote pay method",
  ];
  return refusals.some((refusal) => message.startsWith(refusal)) ? { outcome: "refused" } : undefined;
}

function requirePositive(amount: Money): void {
  if (amount.minor <= 0) throw invalid("an amount must be above zero");
}

function invalid(message: string): AppError {
  return new AppError("invalid_input", { reason: "VALIDATION_FAILED", message });
}

/** `YYYY-MM-DD HH:mm:ss` of the billing system's zone, which is Asia/Tokyo. */
function wireDateTime(instant: Date): string {
  const clock = new Date(instant.getTime() + 9 * 60 * 60 * 1000).toISOString().slice(11, 19);
  return `${tokyoDate(instant)} ${clock}`;
}
