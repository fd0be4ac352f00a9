import { randomUUID } from "node:crypto";
import { and, eq, isNotNull, lte } from "drizzle-orm";
import { keptSince } from "#domain/shared/retention.ts";
import type { SystemTx } from "../row-security.server.ts";
import { guestRequests } from "../schema/guest-requests.server.ts";

export type GuestRequest = typeof guestRequests.$inferSelect;

export type NewGuestRequest = {
  formKey: string;
  emailHash: string;
  /** Seals what was typed, for the row of this id. */
  seal: (id: string) => string;
  now: Date;
};

/**
 * Keeps a request. Of a mailbox whose request is still open it takes the place of what was typed before, so that staff get one, with
 * what was meant last. Null when this form was kept before.
 */
export async function keepGuestRequest(
  tx: SystemTx,
  { formKey, emailHash, seal, now }: NewGuestRequest,
): Promise<{ id: string } | null> {
  const id = randomUUID();
  const made = await tx
    .insert(guestRequests)
    .values({ id, formKey, emailHash, details: seal(id), createdAt: now })
    .onConflictDoNothing()
    .returning({ id: guestRequests.id });
  if (made.length > 0) return { id };
  const [open] = await tx
    .select()
    .from(guestRequests)
    .where(eq(guestRequests.emailHash, emailHash))
    .for("update");
  // The other conflict: sent before, or ended between the two statements, which is the same to the sender.
  if (!open || open.formKey === formKey) return null;
  await tx
    .update(guestRequests)
    .set({ details: seal(open.id), formKey })
    .where(eq(guestRequests.id, open.id));
  return { id: open.id };
}

export async function findGuestRequest(tx: SystemTx, id: string): Promise<GuestRequest | null> {
  const [found] = await tx.select().from(guestRequests).where(eq(guestRequests.id, id));
  return found ?? null;
}

/** Wipes what was typed. False when something else was typed since `details` were read. */
export async function finishGuestRequest(
  tx: SystemTx,
  { id, details, now }: { id: string; details: string; now: Date },
): Promise<boolean> {
  const finished = await tx
    .update(guestRequests)
    .set({ details: null, emailHash: null, finishedAt: now })
    .where(and(eq(guestRequests.id, id), eq(guestRequests.details, details)))
    .returning({ id: guestRequests.id });
  return finished.length > 0;
}

/** Wipes what nobody could bring to an end; returns the ids. */
export async function expireGuestRequests(tx: SystemTx, before: Date, now: Date): Promise<string[]> {
  const expired = await tx
    .update(guestRequests)
    .set({ details: null, emailHash: null, finishedAt: now })
    .where(and(isNotNull(guestRequests.emailHash), lte(guestRequests.createdAt, before)))
    .returning({ id: guestRequests.id });
  return expired.map(({ id }) => id);
}

/** Returns how many have had their time since they ended. */
export async function pruneGuestRequests(tx: SystemTx, now: Date): Promise<number> {
  const deleted = await tx
    .delete(guestRequests)
    .where(lte(guestRequests.finishedAt, keptSince("guestRequests", now)))
    .returning({ id: guestRequests.id });
  return deleted.length;
}
