import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { listContractIssues } from "#db/repositories/contract-documents.server.ts";
import { holdPlacementOfOrder, setCancellableUntil } from "#db/repositories/order-placements.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { endOfDay } from "#domain/orders/initial-cancellation.ts";
import type { CalendarDate } from "#domain/shared/dates.ts";
import type { OrderId } from "#domain/shared/salesforce-ids.ts";
import type { Services } from "~/services.ts";

type Operated = { orderId: OrderId; ticket: string };

/** `not_later`: that day is over, or the order can be cancelled for longer already. */
export type ExtendOutcome = "done" | "unknown" | "not_later";

/**
 * Lets the customer cancel an order until the end of a day in Tokyo, also when its eight days are over, such as when the portal could not
 * be reached in their last hours (JP-TB-12). It never takes time away. Its ticket is in the audit log.
 */
export function extendCancellation(
  { database, now }: Pick<Services, "database" | "now">,
  { orderId, ticket, lastDay }: Operated & { lastDay: CalendarDate },
): Promise<ExtendOutcome> {
  const until = endOfDay(lastDay);
  return asSystem(database, async (tx) => {
    const at = now();
    const placement = await holdPlacementOfOrder(tx, orderId);
    if (!placement) return "unknown";
    const { id, userId, cancellableUntil } = placement;
    if (until <= at || (cancellableUntil !== null && until <= cancellableUntil)) return "not_later";
    await setCancellableUntil(tx, id, until);
    const detail = { orderId, ticket, until: until.toISOString() };
    await recordAuditEvent(tx, { userId, type: "cancellation.extended", at, detail });
    return "done";
  });
}

/** Has the contract document of an order placed anew; whoever runs the portal does it. False: there is none. */
export function reissueContract(
  { database, queue }: Pick<Services, "database" | "queue">,
  operated: Operated,
): Promise<boolean> {
  const { orderId, ticket } = operated;
  return asSystem(database, async (tx) => {
    const placement = await holdPlacementOfOrder(tx, orderId);
    const issues = placement ? await listContractIssues(tx, { userId: placement.userId, orderId }) : [];
    const newest = issues[0]?.issue;
    if (newest === undefined) return false;
    await queue.enqueue(tx, "reissue-contract", { orderId, ticket, issue: newest + 1 });
    return true;
  });
}
