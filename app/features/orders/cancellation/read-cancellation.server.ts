import { listContractIssues } from "#db/repositories/contract-documents.server.ts";
import {
  findCancellableOrder,
  type CancellableOrder,
} from "#db/repositories/initial-cancellations.server.ts";
import { findProgress } from "#db/repositories/processes.server.ts";
import { asCustomer, type Tx } from "#db/row-security.server.ts";
import {
  cancellationCharges,
  cancellationStanding,
  type CancellationFacts,
  type CancellationStanding,
} from "#domain/orders/initial-cancellation.ts";
import { tokyoDate } from "#domain/shared/dates.ts";
import type { UserId } from "#domain/shared/ids.ts";
import type { OrderId } from "#domain/shared/salesforce-ids.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";
import { toCancellationView, type CancellationView, type ChargeView } from "./cancellation-view.ts";

/** With their end the customer can use the service. */
const STARTS: ReadonlySet<string> = new Set(["mark_activated", "tell_active"]);

export type KnownCancellation = {
  order: CancellableOrder;
  facts: CancellationFacts;
  standing: CancellationStanding;
};

/**
 * How an order stands with its initial cancellation, out of the portal's own database: no system that is down keeps anybody from
 * cancelling. Null for an order that was not placed here, and for somebody else's.
 */
export async function findCancellation(
  tx: Tx,
  key: { userId: UserId; orderId: OrderId },
  at: Date,
): Promise<KnownCancellation | null> {
  const order = await findCancellableOrder(tx, key);
  if (!order) return null;
  const [document] = await listContractIssues(tx, key);
  const progress = await findProgress(tx, "fulfil-order", key.orderId);
  const receivedAt = document?.receivedAt ?? null;
  const starts = progress?.done.filter(({ step }) => STARTS.has(step)).map((reached) => reached.at.getTime());
  const facts: CancellationFacts = {
    kind: order.kind,
    orderedAt: order.orderedAt,
    isCorporate: order.isCorporate,
    receivedAt,
    isConcluded: document !== undefined,
    // Without a journal it had its time: what it tells of lies long before any of this.
    startedAt: starts === undefined ? receivedAt : starts.length === 0 ? null : new Date(Math.min(...starts)),
    extendedUntil: order.cancellableUntil,
    sentAt: order.sentAt,
  };
  return { order, facts, standing: cancellationStanding(facts, at) };
}

export type OwnCancellation = { orderNumber: string | null; view: CancellationView; charges: ChargeView[] };

/** The same for its owner's pages, with what could be charged at most. */
export async function readCancellation(
  { database, now }: Services,
  { userId }: Owner,
  orderId: OrderId,
): Promise<OwnCancellation | null> {
  const at = now();
  const found = await asCustomer(database, userId, (tx) => findCancellation(tx, { userId, orderId }, at));
  if (!found) return null;
  const { order, facts, standing } = found;
  return {
    orderNumber: order.orderNumber,
    view: toCancellationView(standing),
    charges: cancellationCharges({ ...facts, lines: order.lines }, tokyoDate(at)),
  };
}
