import { findMapping } from "#db/repositories/id-mappings.server.ts";
import { asCustomer } from "#db/row-security.server.ts";
import { isAnswer, isAppError } from "#domain/shared/errors.ts";
import { moneyToDecimal } from "#domain/shared/money.ts";
import { AccountIdSchema, ContactIdSchema } from "#domain/shared/salesforce-ids.ts";
import type { Account, Contact } from "#domain/users/customer.ts";
import type { BillingClient } from "#domain/users/schema.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";
import type { EXPORT_PARTS } from "./parts.ts";
import { type ExportPart, type ExportRow, type PartName } from "./parts.ts";

type OtherPart = {
  [Name in PartName]: (typeof EXPORT_PARTS)[Name] extends "portal" ? never : Name;
}[PartName];

/**
 * What the other systems tell of a customer, asked now and past the cache: a copy for the customer is of one moment. A
 * system that does not answer makes its parts `unavailable`, and the rest is there.
 */
export async function readOtherParts(deps: Services, owner: Owner): Promise<Record<OtherPart, ExportPart>> {
  const [billing, customers] = await Promise.all([readBilling(deps, owner), readCustomers(deps, owner)]);
  return { ...billing, ...customers };
}

async function readBilling({ whmcs, logger }: Services, { clientId }: Owner) {
  const part = (read: () => Promise<ExportRow[]>) => toPart(logger, async () => ({ rows: await read() }));
  const listed = <T>(
    read: () => Promise<{ rows: T[]; unreadable: unknown[] }>,
    toRow: (row: T) => ExportRow,
  ) =>
    toPart(logger, async () => {
      const { rows, unreadable } = await read();
      return { rows: rows.map(toRow), unreadable: unreadable.length };
    });
  // Asked once; the ledgers do not name their currency.
  const client = whmcs.getClient({ clientId });
  const inCurrency = async () => {
    const { currency, currencyId } = await client;
    return { clientId, currency, currencyId };
  };
  const [billingAccount, invoices, payments, credits, payMethods] = await Promise.all([
    part(async () => [toClientRow(await client)]),
    listed(
      async () => whmcs.listInvoices(await inCurrency()),
      (invoice) => ({
        invoiceId: invoice.id,
        invoiceNumber: invoice.number,
        status: invoice.status,
        issuedOn: invoice.issuedOn,
        dueOn: invoice.dueOn,
        paidOn: invoice.paidOn,
        total: moneyToDecimal(invoice.total),
        currency: invoice.total.currency,
      }),
    ),
    listed(
      async () => whmcs.listTransactions(await inCurrency()),
      (payment) => ({
        date: payment.date,
        invoiceId: payment.invoiceId,
        direction: payment.direction,
        amount: moneyToDecimal(payment.amount),
        currency: payment.amount.currency,
        gateway: payment.gateway,
        description: payment.description,
        reference: payment.reference,
      }),
    ),
    listed(
      async () => whmcs.listCredits(await inCurrency()),
      ({ date, description, amount }) => ({
        date,
        description,
        amount: moneyToDecimal(amount),
        currency: amount.currency,
      }),
    ),
    listed(
      () => whmcs.listPayMethods({ clientId }),
      (method) => ({
        kind: method.kind,
        brand: method.brand,
        lastFour: method.lastFour,
        expires: method.expires,
        description: method.description,
        gateway: method.gateway,
      }),
    ),
  ]);
  return { billingAccount, invoices, payments, credits, payMethods };
}

async function readCustomers({ database, salesforce, logger }: Services, { userId }: Owner) {
  const none: ExportPart = { state: "none" };
  const mapping = await asCustomer(database, userId, (tx) => findMapping(tx, userId));
  if (!mapping?.sfAccountId) return { customerAccount: none, contact: none };
  const accountId = AccountIdSchema.parse(mapping.sfAccountId);
  const { sfContactId } = mapping;
  const [customerAccount, contact] = await Promise.all([
    toPart(logger, async () => ({ rows: [toAccountRow(await salesforce.getAccount({ accountId }))] })),
    sfContactId === null
      ? none
      : toPart(logger, async () => {
          const contactId = ContactIdSchema.parse(sfContactId);
          return { rows: [toContactRow(await salesforce.getContact({ accountId, contactId }))] };
        }),
  ]);
  return { customerAccount, contact };
}

/** A refusal of the portal itself is no answer about the customer either. Anything unexpected is thrown on. */
async function toPart(
  logger: Services["logger"],
  read: () => Promise<{ rows: ExportRow[]; unreadable?: number }>,
): Promise<ExportPart> {
  try {
    return { state: "read", ...(await read()), left: 0 };
  } catch (error) {
    if (isAppError(error) && error.code === "not_found") return { state: "none" };
    if (isAnswer(error)) throw error;
    logger.warn({ event: "export.part_unavailable", err: error }, "part of a data export unavailable");
    return { state: "unavailable" };
  }
}

function toClientRow(client: BillingClient): ExportRow {
  return {
    billingClientId: client.id,
    customerNumber: client.customerNumber,
    lastName: client.lastName,
    firstName: client.firstName,
    company: client.companyName,
    email: client.email,
    phone: client.phone,
    postcode: client.postcode,
    state: client.state,
    city: client.city,
    street: client.address1,
    building: client.address2,
    country: client.country,
    status: client.status,
    language: client.language,
    currency: client.currency,
    credit: client.credit && moneyToDecimal(client.credit),
    taxExempt: client.taxExempt,
    gateway: client.defaultGateway,
  };
}

function toAccountRow({ eligibility, verification, ...account }: Account): ExportRow {
  return {
    name: account.name,
    customerNumber: account.customerNumber,
    billingReference: account.billingReference,
    portalStatus: account.portalStatus,
    registrationSource: account.registrationSource,
    lastSignInAt: iso(account.lastSignInAt),
    eligibility: eligibility.status,
    eligibleFor: eligibility.value,
    eligibilityAskedAt: iso(eligibility.requestedAt),
    eligibilityCheckedAt: iso(eligibility.checkedAt),
    eligibilityNotes: eligibility.notes,
    eligibilityCaseId: eligibility.caseId,
    verification: verification.status,
    verificationSentAt: iso(verification.submittedAt),
    verifiedAt: iso(verification.verifiedAt),
    verificationMethod: verification.method,
    rejectionMessage: verification.rejectionMessage,
  };
}

function toContactRow({ address, ...contact }: Contact): ExportRow {
  return {
    lastName: contact.lastName,
    firstName: contact.firstName,
    lastNameKana: contact.lastNameKana,
    firstNameKana: contact.firstNameKana,
    email: contact.email,
    phone: contact.phone,
    birthDate: contact.birthDate,
    gender: contact.gender,
    nationality: contact.nationality,
    postcode: address.postcode,
    state: address.prefecture,
    city: address.city,
    street: address.street,
    building: address.building,
    room: address.room,
    country: address.country,
  };
}

function iso(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
