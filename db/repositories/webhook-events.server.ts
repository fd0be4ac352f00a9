import { and, asc, eq, isNull, lte, sql } from "drizzle-orm";
import { keptSince } from "#domain/shared/retention.ts";
import type { SystemTx } from "../row-security.server.ts";
import { webhookEvents } from "../schema/messages.server.ts";

export type WebhookEvent = typeof webhookEvents.$inferSelect;

/** False when this event of this provider is already stored: answer the sender with success and do nothing. */
export async function storeWebhookEvent(
  tx: SystemTx,
  event: Pick<WebhookEvent, "provider" | "eventId" | "event" | "data"> & { now: Date },
): Promise<boolean> {
  const { now, ...row } = event;
  const inserted = await tx
    .insert(webhookEvents)
    .values({ ...row, receivedAt: now })
    .onConflictDoNothing()
    .returning({ id: webhookEvents.id });
  return inserted.length > 0;
}

/** Those of them that were not stored yet, by event id. */
export async function storeProcessedEvents(
  tx: SystemTx,
  events: readonly Pick<WebhookEvent, "provider" | "eventId" | "event" | "data">[],
  now: Date,
): Promise<Set<string>> {
  if (events.length === 0) return new Set();
  const inserted = await tx
    .insert(webhookEvents)
    .values(events.map((event) => ({ ...event, receivedAt: now, processedAt: now })))
    .onConflictDoNothing()
    .returning({ eventId: webhookEvents.eventId });
  return new Set(inserted.map(({ eventId }) => eventId));
}

/** True for the one transaction that is to act on the event; another one waits for it. False once it was acted on or parked. */
export async function claimEvent(
  tx: SystemTx,
  event: Pick<WebhookEvent, "provider" | "eventId" | "event"> & { now: Date },
): Promise<boolean> {
  const { now, ...row } = event;
  await tx
    .insert(webhookEvents)
    .values({ ...row, data: {}, receivedAt: now })
    .onConflictDoNothing();
  const [stored] = await tx
    .select({ processedAt: webhookEvents.processedAt, parkedAt: webhookEvents.parkedAt })
    .from(webhookEvents)
    .where(keyOf(row))
    .for("update");
  return stored !== undefined && stored.processedAt === null && stored.parkedAt === null;
}

export async function settleEvent(
  tx: SystemTx,
  event: Pick<WebhookEvent, "provider" | "eventId" | "data"> & { now: Date },
): Promise<void> {
  await tx.update(webhookEvents).set({ data: event.data, processedAt: event.now }).where(keyOf(event));
}

/** Counts a try that came to nothing; gives how many there were. */
export async function countTry(
  tx: SystemTx,
  event: Pick<WebhookEvent, "provider" | "eventId" | "event"> & { now: Date },
): Promise<number> {
  const { now, ...row } = event;
  const [stored] = await tx
    .insert(webhookEvents)
    .values({ ...row, data: {}, receivedAt: now, tries: 1 })
    .onConflictDoUpdate({
      target: [webhookEvents.provider, webhookEvents.eventId],
      set: { tries: sql`${webhookEvents.tries} + 1` },
    })
    .returning({ tries: webhookEvents.tries });
  return stored?.tries ?? 1;
}

export async function parkEvent(
  tx: SystemTx,
  event: Pick<WebhookEvent, "provider" | "eventId"> & { now: Date },
): Promise<void> {
  await tx.update(webhookEvents).set({ parkedAt: event.now }).where(keyOf(event));
}

export async function markWebhookProcessed(
  tx: SystemTx,
  key: { provider: string; eventId: string; now: Date },
): Promise<void> {
  await tx.update(webhookEvents).set({ processedAt: key.now }).where(keyOf(key));
}

/** The oldest first. */
export async function listUnprocessedWebhooks(tx: SystemTx, limit: number): Promise<WebhookEvent[]> {
  return tx
    .select()
    .from(webhookEvents)
    .where(isNull(webhookEvents.processedAt))
    .orderBy(asc(webhookEvents.receivedAt))
    .limit(limit);
}

/** Returns how many came so long ago that they are gone: also one that was never applied, for caches have forgotten since. */
export async function pruneWebhookEvents(tx: SystemTx, now: Date): Promise<number> {
  const deleted = await tx
    .delete(webhookEvents)
    .where(lte(webhookEvents.receivedAt, keptSince("webhookEvents", now)))
    .returning({ id: webhookEvents.id });
  return deleted.length;
}

function keyOf({ provider, eventId }: Pick<WebhookEvent, "provider" | "eventId">) {
  return and(eq(webhookEvents.provider, provider), eq(webhookEvents.eventId, eventId));
}
