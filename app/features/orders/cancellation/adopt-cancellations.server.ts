import {
  handCancellationOver,
  holdUnadoptedCancellation,
  listUnadoptedCancellations,
} from "#db/repositories/initial-cancellations.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { Services } from "~/services.ts";
import { cancelInitialContract } from "./pass-on-cancellation.server.ts";

/**
 * Takes over the initial cancellations that an older release has received and not told staff of: from then on it finds nothing left to
 * do. One of its jobs that is at work meanwhile makes no second case, which has its key. Goes with the columns of the older journal.
 */
export async function adoptCancellations({
  database,
  processes,
  now,
}: Pick<Services, "database" | "processes" | "now">): Promise<void> {
  for (const id of await asSystem(database, listUnadoptedCancellations))
    await asSystem(database, async (tx) => {
      const cancellation = await holdUnadoptedCancellation(tx, id);
      if (!cancellation) return;
      const { orderId, userId, caseId, opportunityId, step, sentAt } = cancellation;
      await processes.adopt(tx, cancelInitialContract, {
        input: { cancellationId: id, orderId, userId },
        facts: {
          ...(caseId === null ? {} : { caseId }),
          ...(opportunityId === null ? {} : { opportunityId }),
        },
        state: "running",
        step: step === "case" ? "open_case" : "move_opportunity",
        startedAt: sentAt,
      });
      await handCancellationOver(tx, id, now());
    });
}
