import { and, asc, eq, gte } from "drizzle-orm";
import type { UserId } from "#domain/shared/ids.ts";
import type { SystemTx, Tx } from "../row-security.server.ts";
import { passkeys } from "../schema/factors.server.ts";

export type PasskeyRow = typeof passkeys.$inferSelect;
/** A passkey as a page shows it. */
export type Passkey = Pick<PasskeyRow, "id" | "name" | "createdAt" | "lastUsedAt">;

/** The oldest first. */
export async function listPasskeys(tx: Tx, userId: UserId): Promise<Passkey[]> {
  const { id, name, createdAt, lastUsedAt } = passkeys;
  return tx
    .select({ id, name, createdAt, lastUsedAt })
    .from(passkeys)
    .where(eq(passkeys.userId, userId))
    .orderBy(asc(createdAt), asc(id));
}

/** With what the browser has to be told about them. */
export async function listPasskeyRows(tx: SystemTx, userId: UserId): Promise<PasskeyRow[]> {
  return tx.select().from(passkeys).where(eq(passkeys.userId, userId));
}

export async function findPasskeyByCredential(
  tx: SystemTx,
  credentialId: string,
): Promise<PasskeyRow | null> {
  const [found] = await tx.select().from(passkeys).where(eq(passkeys.credentialId, credentialId));
  return found ?? null;
}

/** False when the credential is somebody's already. */
export async function insertPasskey(
  tx: SystemTx,
  row: Omit<PasskeyRow, "createdAt" | "lastUsedAt"> & { now: Date },
): Promise<boolean> {
  const { now, ...values } = row;
  const inserted = await tx
    .insert(passkeys)
    .values({ ...values, createdAt: now })
    .onConflictDoNothing()
    .returning({ id: passkeys.id });
  return inserted.length > 0;
}

/** Moves the counter on. False when it is no longer `from`: the same answer, or a copy of the key, was faster. */
export async function usePasskey(
  tx: SystemTx,
  use: { id: string; from: number; to: number; now: Date },
): Promise<boolean> {
  const used = await tx
    .update(passkeys)
    .set({ counter: use.to, lastUsedAt: use.now })
    .where(and(eq(passkeys.id, use.id), eq(passkeys.counter, use.from)))
    .returning({ id: passkeys.id });
  return used.length > 0;
}

/** False when this user has no such passkey. */
export async function renamePasskey(
  tx: Tx,
  change: { id: string; userId: UserId; name: string },
): Promise<boolean> {
  const renamed = await tx
    .update(passkeys)
    .set({ name: change.name })
    .where(own(change))
    .returning({ id: passkeys.id });
  return renamed.length > 0;
}

/** False when this user has no such passkey. */
export async function deletePasskey(tx: SystemTx, key: { id: string; userId: UserId }): Promise<boolean> {
  const deleted = await tx.delete(passkeys).where(own(key)).returning({ id: passkeys.id });
  return deleted.length > 0;
}

export async function deletePasskeysSince(tx: SystemTx, userId: UserId, since: Date): Promise<void> {
  await tx.delete(passkeys).where(and(eq(passkeys.userId, userId), gte(passkeys.createdAt, since)));
}

function own(key: { id: string; userId: UserId }) {
  return and(eq(passkeys.id, key.id), eq(passkeys.userId, key.userId));
}
