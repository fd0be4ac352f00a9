import type { AccountId } from "#domain/shared/salesforce-ids.ts";
import type { CacheRule } from "./types.ts";

const HOUR = 60 * 60 * 1000;

/** What is dropped together when the customer system reports a change, or when we changed something ourselves. */
export const customerTags = {
  catalogue: "catalogue",
  account: (accountId: AccountId) => `account:${accountId}`,
  orders: (accountId: AccountId) => `orders:${accountId}`,
};

/**
 * Lives of the cached readings (portal.md 12). Changes drop them; the life is for a change that nobody reported. A last good
 * copy may stand in for a day more while the customer system is down.
 */
export const customerRules = {
  catalogue: (): CacheRule => ({ ttlMs: 12 * HOUR, staleForMs: 24 * HOUR, tags: [customerTags.catalogue] }),
  account: (accountId: AccountId): CacheRule => ({
    ttlMs: 12 * HOUR,
    staleForMs: 24 * HOUR,
    tags: [customerTags.account(accountId)],
  }),
  orders: (accountId: AccountId): CacheRule => ({
    ttlMs: 12 * HOUR,
    staleForMs: 24 * HOUR,
    tags: [customerTags.orders(accountId)],
  }),
};
