import type { WhmcsAction } from "./calls.ts";

/**
 * With what older versions answer a search without hits, by the call (whmcs.md 2.1): in lower case with single spaces, and
 * whole. "No database server found" begins alike and says nothing about the customer.
 */
const NOTHING_FOUND: Partial<Record<WhmcsAction, readonly string[]>> = {
  GetInvoices: ["no invoices found"],
  GetOrders: ["no orders found"],
  GetClientsProducts: ["no products found", "no services found"],
  GetUsers: ["no users found"],
  GetTransactions: ["no transactions found"],
  GetCredits: ["no credits found"],
  GetPayMethods: ["no pay methods found"],
  GetPaymentMethods: ["no payment methods found"],
};

export function saysNothingFound(action: WhmcsAction, message: string): boolean {
  const text = message.replace(/\.$/, "");
  return text === "no results found" || (NOTHING_FOUND[action]?.includes(text) ?? false);
}
