import { SERVICE_FIELDS, type OrderedService, type ServiceField } from "#domain/orders/billing-order.ts";
import { ownedOrder, readBilled } from "./billing-order.server.ts";
import { findNumber, requireLine } from "./line.server.ts";
import { done, orderStep, stop, type OrderTurn } from "./run.server.ts";

/** Makes every service active that the billing system has left pending, and writes into them what staff looks up there. */
export const serviceFields = orderStep("service_fields", async (turn) => {
  const { deps } = turn.run;
  const { clientId } = ownedOrder(turn);
  const read = await readBilled(turn);
  if (!read.ok) return stop("WHMCS_ACCEPT_FAILED", `no service for ${read.lacking}`);
  const { services, main } = read.billed;
  const values = await readValues(turn);
  for (const service of services) {
    const change = changeOf(service, service.id === main ? values : pickOpportunity(values));
    if (change === null) continue;
    const { outcome } = await deps.whmcs.updateService({ clientId, serviceId: service.id, change });
    if (outcome === "unknown") return stop("WHMCS_UNAVAILABLE", "UpdateClientProduct");
  }
  return done();
});

type Values = Partial<Record<ServiceField, string>>;

async function readValues(turn: OrderTurn): Promise<Values> {
  const { run } = turn;
  const { order, kind, deps } = run;
  const opportunity: Values = order.opportunityId === null ? {} : { opportunityId: order.opportunityId };
  if (kind !== "sim") return opportunity;
  const line = requireLine(run);
  const { msisdn, card } = await findNumber(turn);
  const live = msisdn && (await deps.freebit.findLine({ msisdn }));
  const iccid = card?.iccid ?? live?.iccid;
  return {
    ...opportunity,
    ...(msisdn ? { phoneNumber: msisdn } : {}),
    ...(iccid ? { simNumber: iccid } : {}),
    ...(card ? { serialNumber: card.cardNumber } : {}),
    ...(line.form === "esim" ? { eid: line.eid } : {}),
  };
}

function pickOpportunity({ opportunityId }: Values): Values {
  return opportunityId === undefined ? {} : { opportunityId };
}

/** Null when the service has all of it already. A product lacks the fields that do not concern it. */
function changeOf(service: OrderedService, values: Values): { status?: "active"; fields: Values } | null {
  const fields: Values = {};
  for (const name of SERVICE_FIELDS) {
    const value = values[name];
    const field = service.fields[name];
    if (field && value !== undefined && field.value !== value) fields[name] = value;
  }
  if (service.status === "pending") return { status: "active", fields };
  return Object.keys(fields).length > 0 ? { fields } : null;
}
