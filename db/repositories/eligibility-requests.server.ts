import { and, eq, isNull, lte, or } from "drizzle-orm";
import { keptSince } from "#domain/shared/retention.ts";
import type { AccountId } from "#domain/shared/salesforce-ids.ts";
import type { SystemTx } from "../row-security.server.ts";
import { eligibilityRequests } from "../schema/eligibility.server.ts";

export type EligibilityRequest = typeof eligibilityRequests.$inferSelect;

/** The unfinished ones of an earlier release whose claim is over, locked until the transaction ends. */
export async function lockIdleEligibilityRequests(tx: SystemTx, now: Date): Promise<EligibilityRequest[]> {
  const { finishedAt, claimedUntil } = eligibilityRequests;
  return tx
    .select()
    .from(eligibilityRequests)
    .where(and(isNull(finishedAt), or(isNull(claimedUntil), lte(claimedUntil, now))))
    .for("update", { skipLocked: true });
}

/** For an earlier release somebody is at work with it until then. */
export async function claimEligibilityRequest(tx: SystemTx, id: string, until: Date): Promise<void> {
  await tx.update(eligibilityRequests).set({ claimedUntil: until }).where(eq(eligibilityRequests.id, id));
}

/** Ends what an earlier release has begun for this account. */
export async function finishEligibilityRequest(tx: SystemTx, accountId: AccountId, now: Date): Promise<void> {
  await tx
    .update(eligibilityRequests)
    .set({ finishedAt: now, claimedUntil: null })
    .where(and(eq(eligibilityRequests.accountId, accountId), isNull(eligibilityRequests.finishedAt)));
}

/** Returns how many have had their time since they ended; unfinished ones stay, for their keys. */
export async function pruneEligibilityRequests(tx: SystemTx, now: Date): Promise<number> {
  const deleted = await tx
    .delete(eligibilityRequests)
    .where(lte(eligibilityRequests.finishedAt, keptSince("eligibilityRequests", now)))
    .returning({ id: eligibilityRequests.id });
  return deleted.length;
}
