import type { InvoiceId, UserId, WhmcsClientId } from "#domain/shared/ids.ts";
import type { CacheRule } from "./types.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What is dropped together when the billing system reports a change, or when we changed something ourselves. */
export const billingTags = {
  client: (clientId: WhmcsClientId) => `client:${clientId}`,
  invoices: (clientId: WhmcsClientId) => `invoices:${clientId}`,
  invoice: (invoiceId: InvoiceId) => `invoice:${invoiceId}`,
  payMethods: (clientId: WhmcsClientId) => `pay-methods:${clientId}`,
  services: (clientId: WhmcsClientId) => `services:${clientId}`,
  invoiceIndex: (userId: UserId) => `invoice-index:${userId}`,
};

/** Lives of the cached readings (portal.md 12); a last good copy may stand in for a day while the provider is down. */
export const billingRules = {
  client: (clientId: WhmcsClientId): CacheRule => ({
    ttlMs: 30 * MINUTE,
    staleForMs: DAY,
    tags: [billingTags.client(clientId)],
  }),
  invoices: (clientId: WhmcsClientId): CacheRule => ({
    ttlMs: 90 * SECOND,
    staleForMs: DAY,
    tags: [billingTags.invoices(clientId)],
  }),
  invoice: (clientId: WhmcsClientId, invoiceId: InvoiceId): CacheRule => ({
    // Short, so that the button to pay goes soon after a payment in another tab, with or without a message about it.
    ttlMs: 10 * SECOND,
    staleForMs: DAY,
    tags: [billingTags.invoice(invoiceId), billingTags.client(clientId)],
  }),
  /** Transactions and credits change with the invoices. */
  ledger: (clientId: WhmcsClientId): CacheRule => ({
    ttlMs: 90 * SECOND,
    staleForMs: DAY,
    tags: [billingTags.invoices(clientId)],
  }),
  payMethods: (clientId: WhmcsClientId): CacheRule => ({
    ttlMs: 15 * MINUTE,
    staleForMs: DAY,
    tags: [billingTags.payMethods(clientId)],
  }),
  services: (clientId: WhmcsClientId): CacheRule => ({
    ttlMs: 5 * MINUTE,
    staleForMs: DAY,
    tags: [billingTags.services(clientId), billingTags.client(clientId)],
  }),
  invoiceIndex: (userId: UserId): CacheRule => ({
    ttlMs: HOUR,
    staleForMs: 0,
    tags: [billingTags.invoiceIndex(userId)],
  }),
};
