import type { BillingClient } from "#domain/users/schema.ts";
import { toRecipient } from "#domain/users/recipient.ts";

/** What the account page shows of the billing account. */
export function toProfileView(client: BillingClient) {
  const { name, isOrganisation, address, customerNumber } = toRecipient(client);
  const { email, phone, currency, credit } = client;
  return { name, isOrganisation, address, customerNumber, email, phone, currency, credit };
}
export type ProfileView = ReturnType<typeof toProfileView>;
