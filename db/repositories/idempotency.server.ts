import { and, eq, lte } from "drizzle-orm";
import type { UserId } from "#domain/shared/ids.ts";
import { keptSince, RETENTION } from "#domain/shared/retention.ts";
import type { SystemTx, Tx } from "../row-security.server.ts";
import { idempotencyKeys } from "../schema/messages.server.ts";

export type IdempotentCall =
  /** Nobody has done this yet: do it, then `finishIdempotent`. */
  | { state: "first" }
  /** Done before with the same body: give the same answer. */
  | { state: "done"; status: number; response: unknown }
  /** Somebody is at it, or was interrupted while at it. */
  | { state: "running" }
  /** The key was used for something else: 409. */
  | { state: "other_body" };

/**
 * Claims a key. Of two transactions with one key the second waits here until the first has ended. When the act and
 * `finishIdempotent` are in this same transaction a failure frees the key; otherwise it stays `running` for 24 h.
 */
export async function beginIdempotent(
  tx: Tx,
  call: { userId: UserId; key: string; bodyHash: string; now: Date },
): Promise<IdempotentCall> {
  const { now, ...row } = call;
  const inserted = await tx
    .insert(idempotencyKeys)
    .values({ ...row, createdAt: now })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key });
  if (inserted.length > 0) return { state: "first" };

  const [known] = await tx.select().from(idempotencyKeys).where(sameKey(call)).for("update");
  // Deleted between the two statements by pruning: it was out of its window.
  if (!known) return beginIdempotent(tx, call);
  if (now.getTime() - known.createdAt.getTime() >= RETENTION.idempotencyKeys) {
    await tx
      .update(idempotencyKeys)
      .set({ bodyHash: call.bodyHash, status: null, response: null, createdAt: now })
      .where(sameKey(call));
    return { state: "first" };
  }
  if (known.bodyHash !== call.bodyHash) return { state: "other_body" };
  if (known.status === null) return { state: "running" };
  return { state: "done", status: known.status, response: known.response };
}

/** Whether this key has had its answer; for a caller whose checks would fail on the repeat of what it has done. */
export async function isIdempotentDone(
  tx: Tx,
  call: { userId: UserId; key: string; now: Date },
): Promise<boolean> {
  const [known] = await tx.select().from(idempotencyKeys).where(sameKey(call));
  return (
    known !== undefined &&
    known.status !== null &&
    call.now.getTime() - known.createdAt.getTime() < RETENTION.idempotencyKeys
  );
}

/** `response` is plain JSON. */
export async function finishIdempotent(
  tx: Tx,
  answer: { userId: UserId; key: string; status: number; response: unknown },
): Promise<void> {
  await tx
    .update(idempotencyKeys)
    .set({ status: answer.status, response: answer.response })
    .where(sameKey(answer));
}

/** Returns how many keys were out of their window and are gone. */
export async function pruneIdempotencyKeys(tx: SystemTx, now: Date): Promise<number> {
  const deleted = await tx
    .delete(idempotencyKeys)
    .where(lte(idempotencyKeys.createdAt, keptSince("idempotencyKeys", now)))
    .returning({ key: idempotencyKeys.key });
  return deleted.length;
}

function sameKey(call: { userId: UserId; key: string }) {
  return and(eq(idempotencyKeys.userId, call.userId), eq(idempotencyKeys.key, call.key));
}
