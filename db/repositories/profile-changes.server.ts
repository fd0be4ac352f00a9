import { and, asc, desc, eq, gt, inArray, lte, ne } from "drizzle-orm";
import type { UserId } from "#domain/shared/ids.ts";
import type { SystemTx, Tx } from "../row-security.server.ts";
import { profileChanges, type ProfileChangeKind } from "../schema/profile-changes.server.ts";
import { users } from "../schema/users.server.ts";

export type { ProfileChangeKind };
export type ProfileChangeRow = typeof profileChanges.$inferSelect;
/** How far a change has come, as a page shows it. */
export type ProfileChangeState = Pick<
  ProfileChangeRow,
  "id" | "kind" | "status" | "createdAt" | "billingAt" | "crmAt"
>;

/** The newest change of a kind counts: earlier ones that are not done are `replaced` and forget what they say. */
export async function insertProfileChange(
  tx: SystemTx,
  change: Pick<ProfileChangeRow, "id" | "userId" | "kind"> & { sealed: string; now: Date },
): Promise<void> {
  const { now, ...row } = change;
  await tx
    .update(profileChanges)
    .set({ status: "replaced", sealed: null })
    .where(
      and(
        eq(profileChanges.userId, row.userId),
        eq(profileChanges.kind, row.kind),
        inArray(profileChanges.status, ["open", "parked"]),
      ),
    );
  await tx.insert(profileChanges).values({ ...row, createdAt: now });
}

export async function findProfileChange(tx: SystemTx, id: string): Promise<ProfileChangeRow | null> {
  const [row] = await tx.select().from(profileChanges).where(eq(profileChanges.id, id));
  return row ?? null;
}

/** Those that have not reached every system, the newest first. */
export async function listUnfinishedChanges(tx: Tx, userId: UserId): Promise<ProfileChangeState[]> {
  const { id, kind, status, createdAt, billingAt, crmAt } = profileChanges;
  return tx
    .select({ id, kind, status, createdAt, billingAt, crmAt })
    .from(profileChanges)
    .where(and(eq(profileChanges.userId, userId), inArray(status, ["open", "parked"])))
    .orderBy(desc(createdAt));
}

/**
 * Takes an open change until `until`. Null when it is not open, and while another change of the same customer is under way: an
 * old one must not arrive after a new one. The user's row is held until the transaction ends, so of parallel claims one wins.
 */
export async function claimProfileChange(
  tx: SystemTx,
  claim: { id: string; now: Date; until: Date },
): Promise<ProfileChangeRow | null> {
  const row = await findProfileChange(tx, claim.id);
  if (!row) return null;
  await tx.select({ id: users.id }).from(users).where(eq(users.id, row.userId)).for("update");
  const [busy] = await tx
    .select({ id: profileChanges.id })
    .from(profileChanges)
    .where(and(eq(profileChanges.userId, row.userId), gt(profileChanges.claimedUntil, claim.now)))
    .limit(1);
  if (busy) return null;
  const [claimed] = await tx
    .update(profileChanges)
    .set({ claimedUntil: claim.until })
    .where(and(eq(profileChanges.id, claim.id), eq(profileChanges.status, "open")))
    .returning();
  return claimed ?? null;
}

export async function releaseProfileChange(tx: SystemTx, id: string): Promise<void> {
  await tx.update(profileChanges).set({ claimedUntil: null }).where(eq(profileChanges.id, id));
}

/** Writes down that a system has the change. */
export async function markProfileChange(
  tx: SystemTx,
  { id, system, now }: { id: string; system: "billing" | "crm"; now: Date },
): Promise<void> {
  await tx
    .update(profileChanges)
    .set(system === "billing" ? { billingAt: now } : { crmAt: now })
    .where(eq(profileChanges.id, id));
}

/** Ends a change that nobody has replaced meanwhile. Done, it forgets what it says; parked, a person may still need it. */
export async function endProfileChange(
  tx: SystemTx,
  { id, status }: { id: string; status: "done" | "parked" },
): Promise<void> {
  await tx
    .update(profileChanges)
    .set(status === "done" ? { status, sealed: null } : { status })
    .where(and(eq(profileChanges.id, id), eq(profileChanges.status, "open")));
}

/** Open ones made before `before`, the oldest first: their jobs have given up, or were lost. */
export async function listStaleChanges(tx: SystemTx, before: Date): Promise<{ id: string }[]> {
  return tx
    .select({ id: profileChanges.id })
    .from(profileChanges)
    .where(and(eq(profileChanges.status, "open"), lte(profileChanges.createdAt, before)))
    .orderBy(asc(profileChanges.createdAt))
    .limit(500);
}

/** Returns how many that ended before are gone. */
export async function pruneProfileChanges(tx: SystemTx, before: Date): Promise<number> {
  const deleted = await tx
    .delete(profileChanges)
    .where(
      and(
        ne(profileChanges.status, "open"),
        ne(profileChanges.status, "parked"),
        lte(profileChanges.createdAt, before),
      ),
    )
    .returning({ id: profileChanges.id });
  return deleted.length;
}
