import { eq, sql } from "drizzle-orm";
import type { WatchedRecord } from "#domain/realtime/customer-changes.ts";
import type { SystemTx } from "../row-security.server.ts";
import { changeCursors, eventPositions } from "../schema/events.server.ts";

/** Null: the topic was never taken in. */
export async function findPosition(tx: SystemTx, topic: string): Promise<Uint8Array | null> {
  const [row] = await tx
    .select({ replayId: eventPositions.replayId })
    .from(eventPositions)
    .where(eq(eventPositions.topic, topic));
  return row?.replayId ?? null;
}

export async function savePosition(
  tx: SystemTx,
  { topic, replayId, now }: { topic: string; replayId: Uint8Array; now: Date },
): Promise<void> {
  await tx
    .insert(eventPositions)
    .values({ topic, replayId, savedAt: now })
    .onConflictDoUpdate({ target: eventPositions.topic, set: { replayId, savedAt: now } });
}

/** A moment of the customer system's clock; null: never looked. */
export async function findCursor(tx: SystemTx, record: WatchedRecord): Promise<Date | null> {
  const [row] = await tx
    .select({ changedAt: changeCursors.changedAt })
    .from(changeCursors)
    .where(eq(changeCursors.record, record));
  return row?.changedAt ?? null;
}

/** Never back: another instance may have looked further meanwhile. */
export async function advanceCursor(
  tx: SystemTx,
  { record, changedAt, now }: { record: WatchedRecord; changedAt: Date; now: Date },
): Promise<void> {
  await tx
    .insert(changeCursors)
    .values({ record, changedAt, savedAt: now })
    .onConflictDoUpdate({
      target: changeCursors.record,
      set: { changedAt: sql`greatest(${changeCursors.changedAt}, excluded.changed_at)`, savedAt: now },
    });
}

/** Back by so many milliseconds: what happened since is looked through again. */
export async function rewindCursor(
  tx: SystemTx,
  { record, ms, now }: { record: WatchedRecord; ms: number; now: Date },
): Promise<void> {
  await tx
    .update(changeCursors)
    .set({
      changedAt: sql`${changeCursors.changedAt} - make_interval(secs => ${ms / 1000})`,
      savedAt: now,
    })
    .where(eq(changeCursors.record, record));
}
