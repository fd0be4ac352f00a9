import { and, asc, eq, gt, inArray, lte, ne } from "drizzle-orm";
import type { UserId } from "#domain/shared/ids.ts";
import type { SystemTx, Tx } from "../row-security.server.ts";
import { profileChanges, type ProfileChangeKind } from "../schema/profile-changes.server.ts";
import { users } from "../schema/users.server.ts";
import { listOpenProgress } from "./processes.server.ts";

export type { ProfileChangeKind };
export type ProfileChangeRow = typeof profileChanges.$inferSelect;

/** The process that passes a change on; its key is `<kind>:<id>`, so that its owner may see what it is about. */
export const CHANGE_PROFILE = "change-profile";
export function profileChangeKey({ id, kind }: { id: string; kind: ProfileChangeKind }): string {
  return `${kind}:${id}`;
}

/** How far a change has come, as a page shows it. */
export type ProfileChangeState = {
  id: string;
  kind: ProfileChangeKind;
  /** `parked`: a system refused it, a person has to look. */
  status: "open" | "parked";
  createdAt: Date;
  billingAt: Date | null;
};

/** Those that have not reached every system, the newest first; those of the last release that no process has yet, too. */
export async function listUnfinishedChanges(tx: Tx, userId: UserId): Promise<ProfileChangeState[]> {
  const { id, kind, status, createdAt, billingAt } = profileChanges;
  const old = await tx
    .select({ id, kind, status, createdAt, billingAt })
    .from(profileChanges)
    .where(and(eq(profileChanges.userId, userId), inArray(status, ["open", "parked"])));
  const open = await listOpenProgress(tx, CHANGE_PROFILE, userId);
  return [
    ...open.map(({ key, state, startedAt, done }) => ({
      id: key.slice(key.indexOf(":") + 1),
      kind: key.slice(0, key.indexOf(":")) as ProfileChangeKind,
      status: toStatus(state),
      createdAt: startedAt,
      billingAt: done.find(({ step }) => step === "billing")?.at ?? null,
    })),
    ...old.map((row) => ({ ...row, status: toStatus(row.status) })),
  ].sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime());
}

function toStatus(state: string): ProfileChangeState["status"] {
  return state === "parked" ? "parked" : "open";
}

/** Of the last release's journal: a later change of the kind counts, and these forget what they say. */
export async function replaceOldChanges(
  tx: SystemTx,
  { userId, kind }: Pick<ProfileChangeRow, "userId" | "kind">,
): Promise<void> {
  await tx
    .update(profileChanges)
    .set({ status: "replaced", sealed: null })
    .where(
      and(
        eq(profileChanges.userId, userId),
        eq(profileChanges.kind, kind),
        inArray(profileChanges.status, ["open", "parked"]),
      ),
    );
}

/** Ids of what the last release's journal has left to pass on, the oldest first. */
export async function listOldChanges(tx: SystemTx): Promise<string[]> {
  const rows = await tx
    .select({ id: profileChanges.id })
    .from(profileChanges)
    .where(inArray(profileChanges.status, ["open", "parked"]))
    .orderBy(asc(profileChanges.createdAt))
    .limit(500);
  return rows.map(({ id }) => id);
}

/**
 * Takes one out of the last release's journal, by its rules: null while an instance of that release is at any change of the same
 * customer, and for one that is not there any more. To those instances it is `replaced` from then on.
 */
export async function takeOldChange(
  tx: SystemTx,
  { id, now }: { id: string; now: Date },
): Promise<ProfileChangeRow | null> {
  const [found] = await tx.select().from(profileChanges).where(eq(profileChanges.id, id));
  if (!found) return null;
  await tx.select({ id: users.id }).from(users).where(eq(users.id, found.userId)).for("update");
  const [busy] = await tx
    .select({ id: profileChanges.id })
    .from(profileChanges)
    .where(and(eq(profileChanges.userId, found.userId), gt(profileChanges.claimedUntil, now)))
    .limit(1);
  if (busy) return null;
  const isOpen = and(eq(profileChanges.id, id), inArray(profileChanges.status, ["open", "parked"]));
  const [row] = await tx.select().from(profileChanges).where(isOpen).for("update");
  if (!row) return null;
  await tx.update(profileChanges).set({ status: "replaced", sealed: null, claimedUntil: null }).where(isOpen);
  return row;
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
