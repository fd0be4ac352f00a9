import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import {
  findFulfilment,
  holdFulfilment,
  restartFulfilment,
  type Fulfilment,
} from "#db/repositories/fulfilments.server.ts";
import { asSystem, type SystemTx } from "#db/row-security.server.ts";
import type { OrderId } from "#domain/shared/salesforce-ids.ts";
import type { Services } from "~/services.ts";

type Needs = Pick<Services, "database" | "queue" | "now">;
type Operated = { orderId: OrderId; ticket: string };

/** `under_way`: it goes on by itself. `finished`: there is nothing to be done. */
export type OperateOutcome = "done" | "unknown" | "under_way" | "finished";

/**
 * Lets a stopped order run once more from its first step, passing over what exists, also one that the customer system calls Failed.
 * An order that is not known here gets a job too: its event may have been lost. Its ticket is in the audit log.
 */
export function retryOrder({ database, queue, now }: Needs, operated: Operated): Promise<OperateOutcome> {
  const { orderId } = operated;
  return asSystem(database, async (tx) => {
    const found = await findFulfilment(tx, orderId);
    if (found?.state === "done") return "finished";
    if (found && found.state !== "parked" && !found.isHeld) return "under_way";
    if (found) await restartFulfilment(tx, { orderId, now: now() });
    await queue.enqueue(tx, "fulfil-order", { orderId }, { singletonKey: orderId });
    await writeDown(tx, { ...operated, type: "order.retried", found, now: now() });
    return found ? "done" : "unknown";
  });
}

/**
 * Stops an order before its next call, whoever works on it, and keeps it stopped until it is retried. The job that comes tells the
 * customer system and the customer.
 */
export function holdOrder({ database, queue, now }: Needs, operated: Operated): Promise<OperateOutcome> {
  const { orderId } = operated;
  return asSystem(database, async (tx) => {
    const found = await findFulfilment(tx, orderId);
    if (found === null) return "unknown";
    if (found.state === "done") return "finished";
    await holdFulfilment(tx, { orderId, now: now() });
    await queue.enqueue(tx, "fulfil-order", { orderId }, { singletonKey: orderId });
    await writeDown(tx, { ...operated, type: "order.held", found, now: now() });
    return "done";
  });
}

async function writeDown(
  tx: SystemTx,
  {
    found,
    now,
    type,
    ...detail
  }: Operated & {
    type: "order.retried" | "order.held";
    found: Fulfilment | null;
    now: Date;
  },
): Promise<void> {
  await recordAuditEvent(tx, { userId: found?.userId ?? null, type, at: now, detail });
}
