import {
  claimEligibilityRequest,
  lockIdleEligibilityRequests,
} from "#db/repositories/eligibility-requests.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { Services } from "~/services.ts";
import { eligibilityRequest } from "./eligibility-request.server.ts";

const TEN_YEARS_MS = 10 * 365 * 24 * 60 * 60_000;

/**
 * Takes over what an earlier release has begun and not ended: to that one it stays claimed until it has ended here. As there it waits
 * for its owner, who has been told that it did not go through. Running it twice does no more than once. Goes with the older journal.
 */
export async function adoptEligibilityRequests({ database, processes, now }: Services): Promise<void> {
  await asSystem(database, async (tx) => {
    for (const row of await lockIdleEligibilityRequests(tx, now())) {
      const { id, userId, accountId, opportunityKey, caseKey, createdAt } = row;
      const taken = await processes.adopt(tx, eligibilityRequest, {
        input: { userId, accountId, opportunityKey, caseKey, idempotencyKey: null, seen: {} },
        state: "waiting",
        step: "check",
        wakeAt: null,
        startedAt: createdAt,
      });
      if (taken !== null) await claimEligibilityRequest(tx, id, new Date(now().getTime() + TEN_YEARS_MS));
    }
  });
}
