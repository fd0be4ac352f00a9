import { and, eq, inArray, isNotNull, lte } from "drizzle-orm";
import { keptSince } from "#domain/shared/retention.ts";
import type { SystemTx } from "../row-security.server.ts";
import { registrations } from "../schema/registrations.server.ts";

/** The journal of an earlier release; a registration is a process now. */
export type Registration = typeof registrations.$inferSelect;

/** The unfinished one of an address that an earlier release has begun. */
export async function findOpenRegistration(tx: SystemTx, emailHash: string): Promise<Registration | null> {
  const [found] = await tx.select().from(registrations).where(eq(registrations.emailHash, emailHash));
  return found ?? null;
}

/** Ids of the unfinished ones that nobody has touched since then. */
export async function listIdleRegistrations(tx: SystemTx, untouchedSince: Date): Promise<string[]> {
  const idle = await tx.select({ id: registrations.id }).from(registrations).where(isIdle(untouchedSince));
  return idle.map(({ id }) => id);
}

/** Locks one of them until the transaction ends. Null: somebody is at it, or it is over. */
export async function lockIdleRegistration(
  tx: SystemTx,
  id: string,
  untouchedSince: Date,
): Promise<Registration | null> {
  const [found] = await tx
    .select()
    .from(registrations)
    .where(and(eq(registrations.id, id), isIdle(untouchedSince)))
    .for("update", { skipLocked: true });
  return found ?? null;
}

/** Wipes what was typed: it is elsewhere now. Every step of an earlier release finds that it is not at its step any more. */
export async function closeRegistration(tx: SystemTx, id: string, now: Date): Promise<void> {
  await tx
    .update(registrations)
    .set({ step: "expired", details: null, emailHash: null, updatedAt: now })
    .where(eq(registrations.id, id));
}

/** Returns how many have had their time since they ended. */
export async function pruneRegistrations(tx: SystemTx, now: Date): Promise<number> {
  const { step, updatedAt } = registrations;
  const isOver = inArray(step, ["done", "undone", "expired"]);
  const deleted = await tx
    .delete(registrations)
    .where(and(isOver, lte(updatedAt, keptSince("registrations", now))))
    .returning({ id: registrations.id });
  return deleted.length;
}

function isIdle(untouchedSince: Date) {
  return and(isNotNull(registrations.emailHash), lte(registrations.updatedAt, untouchedSince));
}
