import { listUnfinishedPlacements } from "#db/repositories/order-placements.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { isAppError } from "#domain/shared/errors.ts";
import type { Services } from "~/services.ts";
import { advancePlacement } from "./advance-placement.server.ts";

const AT_A_TIME = 50;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The job behind orders that were cut off, by a system that did not answer or by the end of a process: goes on with each that nobody
 * is at. The customer has pressed the button and was told that it goes on, so none is given up; after a day a person has to look.
 */
export async function resumeOrders(deps: Services): Promise<void> {
  const { database, logger, now } = deps;
  const unfinished = await asSystem(database, (tx) =>
    listUnfinishedPlacements(tx, { now: now(), limit: AT_A_TIME }),
  );
  for (const { id, step, createdAt } of unfinished) {
    if (now().getTime() - createdAt.getTime() >= DAY_MS)
      logger.error({ placementId: id, step }, "an order is not in the customer system after a day");
    try {
      await advancePlacement(deps, id);
    } catch (error) {
      if (!isAppError(error)) throw error;
      logger.error({ err: error, placementId: id, step }, "an order cannot go on");
    }
  }
}
