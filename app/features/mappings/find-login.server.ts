import { z } from "zod";
import {
  findMapping,
  findMappingByAccount,
  findMappingByClient,
  type IdMapping,
} from "#db/repositories/id-mappings.server.ts";
import { findUser, findUserByEmail, type User } from "#db/repositories/users.server.ts";
import type { SystemTx } from "#db/row-security.server.ts";
import { UserIdSchema, WhmcsClientIdSchema } from "#domain/shared/ids.ts";

export type Login = { user: User; mapping: IdMapping | null };

/** The long form: the short one differs by case alone, and would slip past the check that an id is used once. */
export const SfAccountIdSchema = z.string().regex(/^001[A-Za-z0-9]{15}$/);
export const SfContactIdSchema = z.string().regex(/^003[A-Za-z0-9]{15}$/);

/** A login by its e-mail address, its user id, its WHMCS client id or its Salesforce account id. */
export async function findLogin(tx: SystemTx, term: string): Promise<Login | null> {
  const userId = await findUserId(tx, term.trim());
  const user = userId && (await findUser(tx, userId));
  return user ? { user, mapping: await findMapping(tx, user.id) } : null;
}

async function findUserId(tx: SystemTx, term: string) {
  if (term.includes("@")) return (await findUserByEmail(tx, term))?.id ?? null;
  const userId = UserIdSchema.safeParse(term);
  if (userId.success) return userId.data;
  const clientId = WhmcsClientIdSchema.safeParse(/^\d{1,10}$/.test(term) ? Number(term) : null);
  if (clientId.success) return (await findMappingByClient(tx, clientId.data))?.userId ?? null;
  return (await findMappingByAccount(tx, term))?.userId ?? null;
}
