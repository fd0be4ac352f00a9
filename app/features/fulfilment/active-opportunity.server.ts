import type { FullOrder } from "#domain/orders/schema.ts";
import type { ServiceId, WhmcsClientId } from "#domain/shared/ids.ts";
import type { Services } from "~/services.ts";

/** Moves the opportunity of an order to its service, if it has one. */
export async function makeOpportunityActive(
  { salesforce, config, billingOrigin }: Services,
  { order, clientId, serviceId }: { order: FullOrder; clientId: WhmcsClientId; serviceId: ServiceId },
): Promise<void> {
  const { accountId, opportunityId } = order;
  if (opportunityId === null) return;
  const admin = config.fulfilment.billingAdminUrl ?? `${billingOrigin}/admin`;
  const query = new URLSearchParams({ userid: String(clientId), id: String(serviceId) });
  const service = { serviceId, billingLink: `${admin}/clientsservices.php?${query.toString()}` };
  await salesforce.moveOpportunity({ accountId, opportunityId, to: "active", service });
}
