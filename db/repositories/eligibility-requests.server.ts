import { randomUUID } from "node:crypto";
import { and, eq, isNull, lte, or } from "drizzle-orm";
import type { UserId } from "#domain/shared/ids.ts";
import { keptSince } from "#domain/shared/retention.ts";
import { PortalKeySchema, type AccountId } from "#domain/shared/salesforce-ids.ts";
import type { SystemTx } from "../row-security.server.ts";
import { eligibilityRequests } from "../schema/eligibility.server.ts";

export type EligibilityRequest = typeof eligibilityRequests.$inferSelect;

export type EligibilityClaim =
  /** `isResumed`: an earlier attempt was interrupted and may have done a part of it, under the same keys. */
  { state: "claimed"; request: EligibilityRequest; isResumed: boolean } | { state: "busy" };

/**
 * The account's unfinished request, a new one where there is none, reserved for the caller until `now + leaseMs`. The keys of what
 * it makes are in the database when this has committed, so call it in a transaction of its own.
 */
export async function claimEligibilityRequest(
  tx: SystemTx,
  claim: { userId: UserId; accountId: AccountId; leaseMs: number; now: Date },
): Promise<EligibilityClaim> {
  const { userId, accountId, leaseMs, now } = claim;
  const claimedUntil = new Date(now.getTime() + leaseMs);
  const [made] = await tx
    .insert(eligibilityRequests)
    .values({
      id: randomUUID(),
      userId,
      accountId,
      opportunityKey: PortalKeySchema.parse(`opp-${randomUUID()}`),
      caseKey: PortalKeySchema.parse(`case-${randomUUID()}`),
      createdAt: now,
      claimedUntil,
    })
    .onConflictDoNothing()
    .returning();
  if (made) return { state: "claimed", request: made, isResumed: false };
  const [resumed] = await tx
    .update(eligibilityRequests)
    .set({ claimedUntil })
    .where(
      and(
        eq(eligibilityRequests.accountId, accountId),
        isNull(eligibilityRequests.finishedAt),
        or(isNull(eligibilityRequests.claimedUntil), lte(eligibilityRequests.claimedUntil, now)),
      ),
    )
    .returning();
  return resumed ? { state: "claimed", request: resumed, isResumed: true } : { state: "busy" };
}

/** Gives a claimed request back, to be tried again. */
export async function releaseEligibilityRequest(tx: SystemTx, id: string): Promise<void> {
  await tx.update(eligibilityRequests).set({ claimedUntil: null }).where(eq(eligibilityRequests.id, id));
}

export async function finishEligibilityRequest(tx: SystemTx, id: string, now: Date): Promise<void> {
  await tx
    .update(eligibilityRequests)
    .set({ finishedAt: now, claimedUntil: null })
    .where(eq(eligibilityRequests.id, id));
}

/** Returns how many have had their time since they ended; unfinished ones stay, for their keys. */
export async function pruneEligibilityRequests(tx: SystemTx, now: Date): Promise<number> {
  const deleted = await tx
    .delete(eligibilityRequests)
    .where(lte(eligibilityRequests.finishedAt, keptSince("eligibilityRequests", now)))
    .returning({ id: eligibilityRequests.id });
  return deleted.length;
}
