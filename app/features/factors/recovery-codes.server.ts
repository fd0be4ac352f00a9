import { z } from "zod";
import { SECOND_STEP } from "#domain/auth/second-step.ts";
import { countUnusedRecoveryCodes, replaceRecoveryCodes } from "#db/repositories/recovery-codes.server.ts";
import type { User } from "#db/repositories/users.server.ts";
import { asSystem, type SystemTx } from "#db/row-security.server.ts";
import type { Services } from "~/services.ts";
import type { Session } from "~/platform/security/sessions.server.ts";
import { tellFactorNews } from "./factor-news.server.ts";
import type { From } from "~/features/sign-in/from.ts";
import { formatRecoveryCode, hashRecoveryCode, newRecoveryCode } from "./recovery-code.server.ts";
import { getUser } from "~/features/sign-in/step-up.server.ts";

type Customer = Pick<Session, "userId" | "familyId">;

/** How long new codes can be seen and downloaded, by the session that made them and nobody else. */
const SHOWN_MS = 10 * 60_000;

/** Ten new codes in place of all earlier ones; they can be seen once, see `findShownCodes`. */
export async function makeRecoveryCodes(deps: Services, customer: Customer, from: From): Promise<void> {
  const user = await getUser(deps, customer);
  const codes = await asSystem(deps.database, (tx) => replaceCodes(deps, tx, { user, from }));
  await keepShownCodes(deps, customer, codes);
}

/** The same within a transaction; returns the codes, of which the database has only the hashes. */
export async function replaceCodes(
  deps: Pick<Services, "queue" | "now" | "origin" | "config">,
  tx: SystemTx,
  { user, from }: { user: User; from: From },
): Promise<string[]> {
  const codes = Array.from({ length: SECOND_STEP.recoveryCodes }, newRecoveryCode);
  const hashes = codes.map((code) => hashRecoveryCode(user.id, code));
  await replaceRecoveryCodes(tx, { userId: user.id, hashes, now: deps.now() });
  await tellFactorNews(deps, tx, { type: "recovery_codes.made", user, from });
  return codes;
}

/** Ten codes with the first strong factor; null for who has some already. */
export async function makeFirstCodes(
  deps: Pick<Services, "queue" | "now" | "origin" | "config">,
  tx: SystemTx,
  owner: { user: User; from: From },
): Promise<string[] | null> {
  return (await countUnusedRecoveryCodes(tx, owner.user.id)) > 0 ? null : replaceCodes(deps, tx, owner);
}

export async function keepShownCodes(
  { kv, encryption }: Pick<Services, "kv" | "encryption">,
  { userId, familyId }: Customer,
  codes: readonly string[],
): Promise<void> {
  const sealed = encryption.seal(JSON.stringify(codes), shownPlace(userId));
  await kv.set(storeKey(familyId), sealed, SHOWN_MS);
}

/** New codes as a person writes them down; null once they were put away, or ten minutes later. */
export async function findShownCodes(
  { kv, encryption }: Pick<Services, "kv" | "encryption">,
  { userId, familyId }: Customer,
): Promise<string[] | null> {
  const sealed = await kv.get(storeKey(familyId));
  if (sealed === null) return null;
  const codes = z.array(z.string()).parse(JSON.parse(encryption.open(sealed, shownPlace(userId))));
  return codes.map(formatRecoveryCode);
}

export async function forgetShownCodes({ kv }: Pick<Services, "kv">, { familyId }: Customer): Promise<void> {
  await kv.delete(storeKey(familyId));
}

const storeKey = (familyId: string) => `recovery-codes:${familyId}`;
const shownPlace = (userId: string) => `new recovery codes ${userId}`;
