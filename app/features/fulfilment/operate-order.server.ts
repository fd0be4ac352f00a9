import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import type { ProcessRow } from "#db/repositories/processes.server.ts";
import { asSystem, type SystemTx } from "#db/row-security.server.ts";
import type { OrderId } from "#domain/shared/salesforce-ids.ts";
import type { OperateOutcome } from "~/platform/process/processes.server.ts";
import type { Services } from "~/services.ts";
import { adoptOrder, type AdoptNeeds } from "./adopt-orders.server.ts";
import { fulfilOrder } from "./fulfil-order.server.ts";

type Needs = Pick<Services, "database" | "processes" | "now"> & AdoptNeeds;
type Operated = { orderId: OrderId; ticket: string };

/**
 * Lets a stopped order run once more from its first step, passing over what exists, also one that the customer system calls Failed.
 * An order that is not known here is begun too: its event may have been lost. Its ticket is in the audit log.
 */
export function retryOrder(deps: Needs, operated: Operated): Promise<OperateOutcome> {
  const { orderId } = operated;
  return asSystem(deps.database, async (tx) => {
    const found = await findOrder(deps, tx, orderId);
    if (found === "busy") return "under_way";
    const outcome = found ? await deps.processes.retry(tx, found.id, null) : "unknown";
    if (!found) await deps.processes.start(tx, fulfilOrder, { orderId });
    if (outcome === "done" || outcome === "unknown")
      await writeDown(deps, tx, { ...operated, type: "order.retried", found });
    return outcome;
  });
}

/**
 * Stops an order before its next call, whoever works on it, and keeps it stopped until it is retried. The customer system and the
 * customer are told.
 */
export function holdOrder(deps: Needs, operated: Operated): Promise<OperateOutcome> {
  return asSystem(deps.database, async (tx) => {
    const found = await findOrder(deps, tx, operated.orderId);
    if (found === "busy") return "under_way";
    if (found === null) return "unknown";
    const outcome = await deps.processes.park(tx, found.id, null);
    if (outcome === "done") await writeDown(deps, tx, { ...operated, type: "order.held", found });
    return outcome;
  });
}

async function findOrder(deps: Needs, tx: SystemTx, orderId: OrderId): Promise<ProcessRow | "busy" | null> {
  const find = () => deps.processes.find(tx, fulfilOrder.name, orderId);
  const found = await find();
  if (found) return found;
  const adopted = await adoptOrder(deps, tx, orderId);
  return adopted === "busy" ? "busy" : find();
}

async function writeDown(
  { now }: Needs,
  tx: SystemTx,
  { found, type, ...detail }: Operated & { type: "order.retried" | "order.held"; found: ProcessRow | null },
): Promise<void> {
  await recordAuditEvent(tx, { userId: found?.userId ?? null, type, at: now(), detail });
}
