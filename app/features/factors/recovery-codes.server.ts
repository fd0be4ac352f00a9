import { z } from "zod";
import { SECOND_STEP } from "#domain/auth/second-step.ts";
import { countUnusedRecoveryCodes, replaceRecoveryCodes } from "#db/repositories/recovery-codes.server.ts";
import type { User } from "#db/repositories/users.server.ts";
import { asSystem, type SystemTx } from "#db/row-security.server.ts";
import type { Services } from "~/services.ts";
import type { Session } from "~/platform/security/sessions.server.ts";
import { kvRecord } from "~/platform/store/kv-record.server.ts";
import { tellFactorNews } from "./factor-news.server.ts";
import type { From } from "~/features/sign-in/from.ts";
import { formatRecoveryCode, hashRecoveryCode, newRecoveryCode } from "./recovery-code.server.ts";
import { getUser } from "~/features/sign-in/step-up.server.ts";

type Customer = Pick<Session, "userId" | "familyId">;

/** How long new codes can be seen and downloaded, by the session that made them and nobody else. */
const SHOWN_MS = 10 * 60_000;
export const shownCodes = kvRecord({ name: "recovery-codes", schema: z.array(z.string()), lifeMs: SHOWN_MS });

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
  deps: Pick<Services, "records">,
  customer: Customer,
  codes: string[],
): Promise<void> {
  await shownCodes.put(deps, placeOf(customer), codes);
}

/** New codes as a person writes them down; null once they were put away, or ten minutes later. */
export async function findShownCodes(
  deps: Pick<Services, "records">,
  customer: Customer,
): Promise<string[] | null> {
  const codes = await shownCodes.get(deps, placeOf(customer));
  return codes?.map(formatRecoveryCode) ?? null;
}

export async function forgetShownCodes(deps: Pick<Services, "records">, customer: Customer): Promise<void> {
  await shownCodes.delete(deps, placeOf(customer));
}

const placeOf = ({ userId, familyId }: Customer) => `${userId}:${familyId}`;
