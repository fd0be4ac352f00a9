import { randomUUID } from "node:crypto";
import { and, eq, isNull, lte, or } from "drizzle-orm";
import type { UserId } from "#domain/shared/ids.ts";
import { keptSince } from "#domain/shared/retention.ts";
import { PortalKeySchema, type AccountId, type PortalKey } from "#domain/shared/salesforce-ids.ts";
import type { SystemTx } from "../row-security.server.ts";
import { identityDocuments } from "../schema/verification.server.ts";

export type DocumentClaim =
  /** `isResumed`: an earlier attempt with these bytes was interrupted and may have done a part of it. */
  { state: "claimed"; id: string; documentKey: PortalKey; isResumed: boolean } | { state: "busy" };

/**
 * The key under which the account's document is sent, reserved for the caller until `now + leaseMs`: a new one, or that of an
 * interrupted attempt with the same bytes. Other bytes get another key. It is in the database when this has committed, so call it
 * in a transaction of its own. `digest`: SHA-256 in hex.
 */
export async function claimIdentityDocument(
  tx: SystemTx,
  claim: { userId: UserId; accountId: AccountId; digest: string; leaseMs: number; now: Date },
): Promise<DocumentClaim> {
  const { userId, accountId, digest, leaseMs, now } = claim;
  const claimedUntil = new Date(now.getTime() + leaseMs);
  const documentKey = PortalKeySchema.parse(`doc-${randomUUID()}`);
  const [made] = await tx
    .insert(identityDocuments)
    .values({ id: randomUUID(), userId, accountId, documentKey, digest, createdAt: now, claimedUntil })
    .onConflictDoNothing()
    .returning();
  if (made) return { state: "claimed", id: made.id, documentKey, isResumed: false };

  const [open] = await tx
    .select()
    .from(identityDocuments)
    .where(and(eq(identityDocuments.accountId, accountId), isNull(identityDocuments.finishedAt)))
    .for("update");
  // Finished between the two statements.
  if (!open) return claimIdentityDocument(tx, claim);
  if (open.claimedUntil && open.claimedUntil > now) return { state: "busy" };
  const isResumed = open.digest === digest;
  const key = isResumed ? open.documentKey : documentKey;
  await tx
    .update(identityDocuments)
    .set({ claimedUntil, digest, documentKey: key })
    .where(eq(identityDocuments.id, open.id));
  return { state: "claimed", id: open.id, documentKey: key, isResumed };
}

/** Gives a claimed document back, to be tried again. */
export async function releaseIdentityDocument(tx: SystemTx, id: string): Promise<void> {
  await tx.update(identityDocuments).set({ claimedUntil: null }).where(eq(identityDocuments.id, id));
}

export async function finishIdentityDocument(tx: SystemTx, id: string, now: Date): Promise<void> {
  await tx
    .update(identityDocuments)
    .set({ finishedAt: now, claimedUntil: null })
    .where(eq(identityDocuments.id, id));
}

/** Returns how many have had their time since they ended, or since they were begun by somebody who gave up. */
export async function pruneIdentityDocuments(tx: SystemTx, now: Date): Promise<number> {
  const { finishedAt, createdAt } = identityDocuments;
  const since = keptSince("identityDocuments", now);
  const deleted = await tx
    .delete(identityDocuments)
    .where(or(lte(finishedAt, since), and(isNull(finishedAt), lte(createdAt, since))))
    .returning({ id: identityDocuments.id });
  return deleted.length;
}
