import type { FullOrder } from "#domain/orders/schema.ts";
import type { ServiceId, WhmcsClientId } from "#domain/shared/ids.ts";
import type { Services } from "~/services.ts";
import { readBilled } from "./billing-order.server.ts";
import { alreadyDone, done, stop, type Step } from "./run.server.ts";

/** The service's whole life is followed in its opportunity; an order by phone may have none. */
export const moveOpportunity: Step = async (run) => {
  const { deps, order, customer } = run;
  if (order.opportunityId === null) return alreadyDone;
  const read = await readBilled(run);
  if (!read.ok) return stop("UNKNOWN", `no service for ${read.lacking}`);
  await makeOpportunityActive(deps, { order, clientId: customer.clientId, serviceId: read.billed.main });
  return done;
};

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
