import { and, asc, eq, gte, lt, ne } from "drizzle-orm";
import type { UserId } from "#domain/shared/ids.ts";
import type { SystemTx, Tx } from "../row-security.server.ts";
import { authenticators } from "../schema/factors.server.ts";

/** An authenticator app as a page shows it. */
export type Authenticator = Pick<AuthenticatorRow, "id" | "name" | "createdAt" | "lastUsedAt">;
export type AuthenticatorRow = typeof authenticators.$inferSelect;
/** A secret sealed by the application, and the id of the key it is sealed with. */
export type SealedSecret = Pick<AuthenticatorRow, "secret" | "keyId">;

/** The oldest first, without their secrets, which the customer role may not read. */
export async function listAuthenticators(tx: Tx, userId: UserId): Promise<Authenticator[]> {
  const { id, name, createdAt, lastUsedAt } = authenticators;
  return tx
    .select({ id, name, createdAt, lastUsedAt })
    .from(authenticators)
    .where(eq(authenticators.userId, userId))
    .orderBy(asc(createdAt), asc(id));
}

export async function listAuthenticatorSecrets(tx: SystemTx, userId: UserId): Promise<AuthenticatorRow[]> {
  return tx.select().from(authenticators).where(eq(authenticators.userId, userId));
}

export async function insertAuthenticator(
  tx: SystemTx,
  row: Omit<AuthenticatorRow, "createdAt" | "lastUsedAt"> & { now: Date },
): Promise<void> {
  const { now, ...values } = row;
  await tx.insert(authenticators).values({ ...values, createdAt: now });
}

/** False when the code of this step, or of a later one, has been accepted before: of parallel uses one gets true. */
export async function useAuthenticatorStep(
  tx: SystemTx,
  use: { id: string; step: number; now: Date },
): Promise<boolean> {
  const used = await tx
    .update(authenticators)
    .set({ lastStep: use.step, lastUsedAt: use.now })
    .where(and(eq(authenticators.id, use.id), lt(authenticators.lastStep, use.step)))
    .returning({ id: authenticators.id });
  return used.length > 0;
}

/** False when this user has no such app. */
export async function renameAuthenticator(
  tx: Tx,
  change: { id: string; userId: UserId; name: string },
): Promise<boolean> {
  const renamed = await tx
    .update(authenticators)
    .set({ name: change.name })
    .where(own(change))
    .returning({ id: authenticators.id });
  return renamed.length > 0;
}

/** False when this user has no such app. */
export async function deleteAuthenticator(
  tx: SystemTx,
  key: { id: string; userId: UserId },
): Promise<boolean> {
  const deleted = await tx.delete(authenticators).where(own(key)).returning({ id: authenticators.id });
  return deleted.length > 0;
}

/** Rows sealed with another key than this one: what is left to do after a change of keys. */
export async function listAuthenticatorsUnderOtherKeys(
  tx: SystemTx,
  keyId: string,
): Promise<AuthenticatorRow[]> {
  return tx.select().from(authenticators).where(ne(authenticators.keyId, keyId));
}

export async function resealAuthenticator(tx: SystemTx, id: string, sealed: SealedSecret): Promise<void> {
  await tx.update(authenticators).set(sealed).where(eq(authenticators.id, id));
}

export async function deleteAuthenticatorsSince(tx: SystemTx, userId: UserId, since: Date): Promise<void> {
  await tx
    .delete(authenticators)
    .where(and(eq(authenticators.userId, userId), gte(authenticators.createdAt, since)));
}

function own(key: { id: string; userId: UserId }) {
  return and(eq(authenticators.id, key.id), eq(authenticators.userId, key.userId));
}
