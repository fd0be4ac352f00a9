import { eq, inArray } from "drizzle-orm";
import type { UserId, WhmcsClientId, WhmcsUserId } from "#domain/shared/ids.ts";
import type { SystemTx, Tx } from "../row-security.server.ts";
import { sqlStateOf } from "../transaction.server.ts";
import { idMappings } from "../schema/users.server.ts";

const UNIQUE_VIOLATION = "23505";

/** portal.md 4. */
export type IdMapping = {
  userId: UserId;
  whmcsClientId: WhmcsClientId;
  whmcsUserId: WhmcsUserId | null;
  sfAccountId: string | null;
  sfContactId: string | null;
};

const columns = {
  userId: idMappings.userId,
  whmcsClientId: idMappings.whmcsClientId,
  whmcsUserId: idMappings.whmcsUserId,
  sfAccountId: idMappings.sfAccountId,
  sfContactId: idMappings.sfContactId,
};

/** False when the user, the client or the account is already mapped: refuse, audit and raise an alarm then (portal.md 4). */
export async function insertMapping(tx: SystemTx, mapping: IdMapping, now: Date): Promise<boolean> {
  const inserted = await tx
    .insert(idMappings)
    .values({ ...mapping, createdAt: now, updatedAt: now })
    .onConflictDoNothing()
    .returning({ userId: idMappings.userId });
  return inserted.length > 0;
}

export async function findMapping(tx: Tx, userId: UserId): Promise<IdMapping | null> {
  const [mapping] = await tx.select(columns).from(idMappings).where(eq(idMappings.userId, userId));
  return mapping ?? null;
}

/** For billing webhooks: client to user. */
export async function findMappingByClient(tx: SystemTx, clientId: WhmcsClientId): Promise<IdMapping | null> {
  const [mapping] = await tx.select(columns).from(idMappings).where(eq(idMappings.whmcsClientId, clientId));
  return mapping ?? null;
}

/** For Salesforce events: account to user. */
export async function findMappingByAccount(tx: SystemTx, sfAccountId: string): Promise<IdMapping | null> {
  const [mapping] = await tx.select(columns).from(idMappings).where(eq(idMappings.sfAccountId, sfAccountId));
  return mapping ?? null;
}

/** As `findMappingByAccount`, for many; accounts without a login are left out. */
export async function listMappingsByAccount(
  tx: SystemTx,
  sfAccountIds: readonly string[],
): Promise<IdMapping[]> {
  if (sfAccountIds.length === 0) return [];
  return tx.select(columns).from(idMappings).where(inArray(idMappings.sfAccountId, sfAccountIds));
}

/** The ids that an operator may set; what is left out stays. */
export type MappingChange = Partial<Omit<IdMapping, "userId">>;

/**
 * Changes a mapping, for operators alone. False when another user holds one of the ids, also one that takes it at this
 * moment; the caller's transaction can go on then. Throws what the database throws otherwise.
 */
export async function updateMapping(
  tx: SystemTx,
  { userId, change, now }: { userId: UserId; change: MappingChange; now: Date },
): Promise<boolean> {
  try {
    await tx.transaction((savepoint) =>
      savepoint
        .update(idMappings)
        .set({ ...change, updatedAt: now })
        .where(eq(idMappings.userId, userId)),
    );
    return true;
  } catch (error) {
    if (sqlStateOf(error) === UNIQUE_VIOLATION) return false;
    throw error;
  }
}
