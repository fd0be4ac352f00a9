import {
  holdUnadoptedPlacement,
  linkProcess,
  listUnadoptedPlacements,
} from "#db/repositories/order-placements.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { PlacementStep } from "#domain/orders/placement.ts";
import type { Services } from "~/services.ts";
import { placeOrderProcess } from "./placement-process.server.ts";

const STEP_OF: Readonly<Record<PlacementStep, string>> = {
  contact: "contact",
  find: "find_opportunity",
  create: "create_opportunity",
  order: "create_order",
  link: "move_opportunity",
  tell: "notify",
  done: "notify",
};

/**
 * Takes over the orders that an older release has begun, once nobody there is at them: from then on it finds them leased. No call of
 * theirs is written down; their keys make a repeat harmless. Goes with the columns of the older journal.
 */
export async function adoptPlacements({
  database,
  processes,
  logger,
  now,
}: Pick<Services, "database" | "processes" | "logger" | "now">): Promise<void> {
  for (const id of await asSystem(database, (tx) => listUnadoptedPlacements(tx, now()))) {
    const isAdopted = await asSystem(database, async (tx) => {
      const placement = await holdUnadoptedPlacement(tx, id, now());
      if (!placement) return true;
      const { userId, accountId, kind, step, createdAt, opportunityId, orderId, orderNumber } = placement;
      const processId = await processes.adopt(tx, placeOrderProcess, {
        input: { placementId: id, userId, accountId, kind },
        facts: {
          ...(opportunityId === null ? {} : { opportunityId }),
          ...(orderId === null || orderNumber === null ? {} : { orderId, orderNumber }),
        },
        state: "running",
        step: STEP_OF[step],
        startedAt: createdAt,
      });
      if (processId === null) return false;
      await linkProcess(tx, { id, processId, now: now() });
      return true;
    });
    if (!isAdopted)
      logger.error(
        { event: "placement.waits", placementId: id },
        "an older order waits for another of its kind",
      );
  }
}
