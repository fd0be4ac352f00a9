/**
 * In how many months an installation is paid: the price book holds the price of one month and no number (salesforce-data-model.md
 * 4). A new one is entered here before it can be sold.
 */
const PAYMENTS: Readonly<Record<string, number>> = {
  "INTERNET-INSTALL-12M": 12,
  "INTERNET-INSTALL-24M": 24,
};

export function paymentsOf(sku: string): number | null {
  return Object.hasOwn(PAYMENTS, sku) ? (PAYMENTS[sku] ?? null) : null;
}
