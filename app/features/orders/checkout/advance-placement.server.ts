import {
  claimPlacement,
  refusePlacement,
  releasePlacement,
  type OrderPlacement,
} from "#db/repositories/order-placements.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { isPlaced } from "#domain/orders/placement.ts";
import { isAppError, isUnavailable } from "#domain/shared/errors.ts";
import type { OrderId } from "#domain/shared/salesforce-ids.ts";
import type { Services } from "~/services.ts";
import { takePlacementStep } from "./placement-steps.server.ts";

export type PlacementProgress =
  | { state: "placed"; orderId: OrderId }
  /** Nobody knows yet what has become of a call; it goes on by itself. */
  | { state: "under_way" }
  /** The customer system did not take it, and has nothing of it. */
  | { state: "rejected" };

/** Longer than a call can take. Beyond it a second one at work does no harm: every step may be done twice. */
const LEASE_MS = 40_000;

export function placementLeaseMs({ config }: Pick<Services, "config">): number {
  return Math.min(LEASE_MS, config.timing.longestLeaseMs);
}

/** As `advanceClaimed`, after claiming it. `busy`: somebody else is at it. One that is over says how it ended. */
export async function advancePlacement(deps: Services, id: string): Promise<PlacementProgress | "busy"> {
  const now = deps.now();
  const until = new Date(now.getTime() + placementLeaseMs(deps));
  const claim = await asSystem(deps.database, (tx) => claimPlacement(tx, { id, now, until }));
  switch (claim.state) {
    case "claimed":
      return advanceClaimed(deps, claim.placement);
    case "busy":
      return "busy";
    case "over":
      return claim.orderId === null ? { state: "rejected" } : { state: "placed", orderId: claim.orderId };
  }
}

/**
 * Does what is still to be done of an order, however far it has come, and gives it back when a system does not answer: it goes on from
 * there the next time. Throws only for what is a defect.
 */
export async function advanceClaimed(deps: Services, claimed: OrderPlacement): Promise<PlacementProgress> {
  const { database, logger, now } = deps;
  let placement = claimed;
  const { id } = placement;
  try {
    while (placement.step !== "done") {
      const next = await takePlacementStep(deps, placement);
      if (!next) return { state: "under_way" };
      placement = next;
    }
  } catch (error) {
    const { step } = placement;
    if (isRefusal(error) && !isPlaced(step)) {
      logger.error({ err: error, placementId: id, step }, "the customer system did not take an order");
      await asSystem(database, (tx) => refusePlacement(tx, id, now()));
      return { state: "rejected" };
    }
    await asSystem(database, (tx) => releasePlacement(tx, id));
    if (!isUnavailable(error) && !isPlaced(step)) throw error;
    logger.warn({ err: error, placementId: id, step }, "an order is held up");
  }
  const { orderId } = placement;
  // Once it is there the customer need not wait for what is still to be told.
  return orderId === null ? { state: "under_way" } : { state: "placed", orderId };
}

function isRefusal(error: unknown): boolean {
  return (
    isAppError(error) &&
    (error.code === "provider_rejected" || error.code === "invalid_input" || error.code === "conflict")
  );
}
