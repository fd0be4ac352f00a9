import { findMappingByAccount } from "#db/repositories/id-mappings.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { isAppError } from "#domain/shared/errors.ts";
import type { OrderId } from "#domain/shared/salesforce-ids.ts";
import type { Services } from "~/services.ts";
import { mainItem } from "./billing-items.ts";
import { makeOpportunityActive } from "./active-opportunity.server.ts";

/**
 * Tells the opportunity of a service what it could not be told while the order was carried out. Throws what is worth another try; a
 * stage that staff has set meanwhile is theirs to mend.
 */
export async function reconcileOrder(deps: Services, { orderId }: { orderId: OrderId }): Promise<void> {
  const { database, salesforce, config, logger } = deps;
  const order = await salesforce.findOrder({ orderId });
  const serviceId = order && mainItem(order.items, config.fulfilment.simPlans)?.serviceId;
  if (!order || !serviceId) return;
  const mapping = await asSystem(database, (tx) => findMappingByAccount(tx, order.accountId));
  if (!mapping) return;
  try {
    await makeOpportunityActive(deps, { order, clientId: mapping.whmcsClientId, serviceId });
  } catch (error) {
    if (!isAppError(error) || error.code !== "conflict") throw error;
    logger.error(
      { event: "order.opportunity_not_active", err: error, orderId },
      "the opportunity of a service cannot become active: see to it by hand",
    );
  }
}
