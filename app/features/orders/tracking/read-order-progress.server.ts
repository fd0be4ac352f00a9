import { findProgress } from "#db/repositories/processes.server.ts";
import { asCustomer } from "#db/row-security.server.ts";
import type { OrderId } from "#domain/shared/salesforce-ids.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";
import { MILESTONES, type Milestone, type OrderProgressView } from "./order-progress.ts";

const NAMES: Readonly<Record<string, Milestone | undefined>> = MILESTONES;

/** What the portal itself has done for an order; null for one that it has not begun, and for somebody else's. */
export async function readOrderProgress(
  { database }: Services,
  { userId }: Owner,
  orderId: OrderId,
): Promise<OrderProgressView | null> {
  const progress = await asCustomer(database, userId, (tx) => findProgress(tx, "fulfil-order", orderId));
  if (!progress) return null;
  const { step, state, done } = progress;
  return {
    isOpening: step === "await_line" && state !== "parked",
    reached: done
      .flatMap(({ step: reached, at }) => {
        const milestone = NAMES[reached];
        return milestone === undefined ? [] : [{ milestone, at: at.toISOString() }];
      })
      .toSorted((a, b) => a.at.localeCompare(b.at)),
  };
}
