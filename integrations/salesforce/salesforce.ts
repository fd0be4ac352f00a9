import type { PricebookId } from "#domain/shared/salesforce-ids.ts";
import type { VerificationFields } from "#domain/users/salesforce.ts";
import { createCases } from "./cases.ts";
import { createCatalogue } from "./catalogue.ts";
import { createChanges } from "./changes.ts";
import { createClient, type ClientOptions } from "./client.ts";
import { createCustomers } from "./customers.ts";
import { createDocuments } from "./documents.ts";
import { createEventBus, type BusOptions } from "./events/event-bus.ts";
import { createOpportunities } from "./opportunities.ts";
import { createOrders } from "./orders.ts";
import { createSimCards } from "./sim-cards.ts";
import { createSystem } from "./system.ts";

export type SalesforceOptions = ClientOptions & {
  /** The portal's price book: what has no active entry in it is not for sale. */
  pricebookId: PricebookId;
  /** Fields of the account that tell of an identity check; left out where the org has none, and then nobody knows. */
  verificationFields?: VerificationFields;
};

/**
 * The customer system, as domain types. Nothing is loaded or sent before the first call. Every method throws AppError:
 * `provider_unavailable` (CRM_UNAVAILABLE, with `retryAfter` in seconds) when there is no usable answer, the portal itself is
 * refused, or the calls of the day are used up; its fact `sent` is false when nothing can have happened there. `provider_contract`
 * (CRM_CONTRACT) for an answer not as agreed, `provider_rejected` (CRM_REFUSED, with `fields` in our words) for a refusal,
 * `conflict` (CRM_CONFLICT, CRM_DUPLICATE with `matches`). Source: salesforce-wire.md.
 */
export function createSalesforce({ pricebookId, verificationFields = {}, ...options }: SalesforceOptions) {
  const client = createClient(options);
  const orders = createOrders(client, { pricebookId });
  return {
    ...createCustomers(client, { verificationFields }),
    ...createDocuments(client),
    ...createCases(client),
    ...createCatalogue(client, { pricebookId }),
    ...orders,
    ...createOpportunities(client),
    ...createSimCards(client, orders),
    ...createSystem(client),
    ...createChanges(client),
    /** The event bus, with the session of the other calls. */
    eventBus: (bus: Pick<BusOptions, "endpoint" | "limits">) =>
      createEventBus({ ...bus, session: client.session, now: options.now, logger: options.logger }),
    /** Calls of the last 24 hours as the latest answer told them; null before the first. */
    usage: () => client.usage(),
    /** How freely to call; background polling slows down at `low` and stops at `reserved`. */
    usageLevel: () => client.usageLevel(),
    /** Circuit and last calls, for the health page. */
    status: () => client.status(),
  };
}

export type Salesforce = ReturnType<typeof createSalesforce>;
