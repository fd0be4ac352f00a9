import type { CallMetrics, Logger } from "#integrations/http/logger.ts";
import { createTransport, type Transport, type TransportLimits } from "#integrations/http/transport.ts";
import { createClient, type ClientOptions } from "./client.ts";
import { createClients } from "./clients.ts";
import { createInvoices } from "./invoices.ts";
import { createLists } from "./lists.ts";
import { createOrders } from "./orders.ts";
import { createNewClients, type ClientFields } from "./new-clients.ts";
import { createPayments } from "./payments.ts";
import { createServices } from "./services.ts";
import { createSso } from "./sso.ts";
import { createSystem } from "./system.ts";
import { createUsers } from "./users.ts";

export type WhmcsOptions = ClientOptions & {
  /** Custom field of the client that holds the customer number. */
  customerNumberField: number;
  /** Custom fields for what a customer tells of themselves; left out where the installation has none. */
  birthDateField?: number | undefined;
  genderField?: number | undefined;
  nationalityField?: number | undefined;
};

/**
 * The billing system, as domain types. Every method throws AppError: `provider_unavailable` (BILLING_UNAVAILABLE, with
 * `retryAfter` in seconds) when there is no usable answer or WHMCS refuses the portal itself, `provider_contract`
 * (BILLING_CONTRACT) for an answer not as agreed or one that contradicts itself, `provider_rejected` (BILLING_REFUSED) for a refusal without a meaning of
 * its own (see `isRefusedRead`); further codes are at the methods. Lists come as `{ rows, unreadable }`: see lists.ts.
 * Source: whmcs.md.
 */
export function createWhmcs(options: WhmcsOptions) {
  const client = createClient(options);
  const lists = createLists(client);
  const system = createSystem(client, lists);
  const invoices = createInvoices(client, lists);
  const fields: ClientFields = {
    customerNumber: options.customerNumberField,
    birthDate: options.birthDateField ?? null,
    gender: options.genderField ?? null,
    nationality: options.nationalityField ?? null,
  };
  return {
    ...system,
    ...createClients(client, { fields, listCurrencies: () => system.listCurrencies() }),
    ...createNewClients(client, fields),
    ...createUsers(client, lists),
    ...invoices,
    ...createPayments(client, { ...lists, ...invoices }),
    ...createServices(client, lists),
    ...createOrders(client, lists),
    ...createSso(client, invoices),
    /** Circuit and last calls, for the health page. */
    status: () => options.transport.status(),
  };
}

export type Whmcs = ReturnType<typeof createWhmcs>;

/** The transport as WHMCS wants it. */
export function createWhmcsTransport(options: {
  now: () => Date;
  logger: Logger;
  metrics?: CallMetrics;
  requestId?: () => string | undefined;
  limits?: Partial<TransportLimits>;
}): Transport {
  return createTransport({
    ...options,
    provider: "whmcs",
    unavailableReason: "BILLING_UNAVAILABLE",
    contentType: "application/x-www-form-urlencoded",
  });
}
