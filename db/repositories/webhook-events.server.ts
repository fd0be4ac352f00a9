import { and, asc, eq, isNull, lte } from "drizzle-orm";
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

export async function markWebhookProcessed(
  tx: SystemTx,
  key: { provider: string; eventId: string; now: Date },
): Promise<void> {
  await tx
    .update(webhookEvents)
    .set({ processedAt: key.now })
    .where(and(eq(webhookEvents.provider, key.provider), eq(webhookEvents.eventId, key.eventId)));
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
