import { randomUUID } from "node:crypto";
import { and, eq, isNotNull, lte } from "drizzle-orm";
import { keptSince } from "#domain/shared/retention.ts";
import type { SystemTx } from "../row-security.server.ts";
import { guestRequests } from "../schema/guest-requests.server.ts";

/** Remembers a form, so that it is one request however often it is sent. False when it was kept before. */
export async function keepGuestForm(
  tx: SystemTx,
  { formKey, now }: { formKey: string; now: Date },
): Promise<boolean> {
  const made = await tx
    .insert(guestRequests)
    .values({ id: randomUUID(), formKey, createdAt: now, finishedAt: now })
    .onConflictDoNothing()
    .returning({ id: guestRequests.id });
  return made.length > 0;
}

/** One whose details are still here: an earlier release has taken it. */
export type OpenGuestRequest = { id: string; details: string; createdAt: Date };

/** Ids of those that an earlier release has taken and not ended. */
export async function listOpenGuestRequests(tx: SystemTx): Promise<string[]> {
  const open = await tx
    .select({ id: guestRequests.id })
    .from(guestRequests)
    .where(isNotNull(guestRequests.details));
  return open.map(({ id }) => id);
}

/** Locks one of them until the transaction ends. Null: it has ended, or somebody else is at it. */
export async function lockOpenGuestRequest(tx: SystemTx, id: string): Promise<OpenGuestRequest | null> {
  const [found] = await tx
    .select()
    .from(guestRequests)
    .where(and(eq(guestRequests.id, id), isNotNull(guestRequests.details)))
    .for("update", { skipLocked: true });
  const { details = null, createdAt } = found ?? {};
  return details !== null && createdAt ? { id, details, createdAt } : null;
}

/** Wipes what was typed: it is elsewhere now. An earlier release finds nothing left to do. */
export async function closeGuestRequest(tx: SystemTx, id: string, now: Date): Promise<void> {
  await tx
    .update(guestRequests)
    .set({ details: null, emailHash: null, finishedAt: now })
    .where(eq(guestRequests.id, id));
}

/** Returns how many have had their time since they ended. */
export async function pruneGuestRequests(tx: SystemTx, now: Date): Promise<number> {
  const deleted = await tx
    .delete(guestRequests)
    .where(lte(guestRequests.finishedAt, keptSince("guestRequests", now)))
    .returning({ id: guestRequests.id });
  return deleted.length;
}
