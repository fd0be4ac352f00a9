import { listPlacementsUnderOtherKeys, resealPlacement } from "#db/repositories/order-placements.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { isAppError } from "#domain/shared/errors.ts";
import type { Services } from "~/services.ts";
import { placeOf } from "./placement-details.server.ts";

/**
 * After a change of ENCRYPTION_KEYS: seals what is kept of orders with the first key, so that the others can be dropped. What no
 * listed key opens stays as it is and is logged. Returns how many were sealed anew.
 */
export async function resealPlacements({
  database,
  encryption,
  logger,
}: Pick<Services, "database" | "encryption" | "logger">): Promise<number> {
  return asSystem(database, async (tx) => {
    let resealed = 0;
    for (const placement of await listPlacementsUnderOtherKeys(tx, encryption.keyId)) {
      const { id, details } = placement;
      const place = placeOf(placement);
      try {
        await resealPlacement(tx, id, encryption.seal(encryption.open(details, place), place));
        resealed += 1;
      } catch (error) {
        if (!isAppError(error)) throw error;
        logger.error(
          { event: "placement.unreadable", err: error, placementId: id },
          "an order cannot be opened with the keys that are listed",
        );
      }
    }
    return resealed;
  });
}
