import {
  closeGuestRequest,
  listOpenGuestRequests,
  lockOpenGuestRequest,
} from "#db/repositories/guest-requests.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { isAppError } from "#domain/shared/errors.ts";
import type { Services } from "~/services.ts";
import { guestRequest, GuestDetailsSchema } from "./guest-request.server.ts";

/**
 * Takes over what visitors have asked through an earlier release: its job finds nothing left in the row, whatever it was at, and every
 * record has the same keys here. Running it twice does no more than once. Goes with the columns of the older journal.
 */
export async function adoptGuestRequests(deps: Services): Promise<void> {
  const { database, encryption, processes, logger, now } = deps;
  for (const id of await asSystem(database, listOpenGuestRequests))
    try {
      await asSystem(database, async (tx) => {
        const row = await lockOpenGuestRequest(tx, id);
        if (!row) return;
        const details = GuestDetailsSchema.parse(
          JSON.parse(encryption.open(row.details, `guest_requests.details ${id}`)),
        );
        const taken = await processes.adopt(tx, guestRequest, {
          input: { requestId: id, details },
          startedAt: row.createdAt,
          state: "running",
          step: "find_place",
        });
        // Otherwise the mailbox has one that is under way: later.
        if (taken !== null) await closeGuestRequest(tx, id, now());
      });
    } catch (error) {
      if (!isAppError(error)) throw error;
      logger.error(
        { event: "visitor_request.unreadable", err: error, requestId: id },
        "a visitor's request cannot be opened",
      );
    }
}
