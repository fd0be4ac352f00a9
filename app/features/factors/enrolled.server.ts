import { waysOf, type Enrolled, type Factor } from "#domain/auth/second-step.ts";
import type { AgedWay } from "#domain/auth/step-up.ts";
import type { UserId } from "#domain/shared/ids.ts";
import { listAuthenticators } from "#db/repositories/authenticators.server.ts";
import { findLastEmailChange } from "#db/repositories/email-changes.server.ts";
import { listPasskeys } from "#db/repositories/passkeys.server.ts";
import { countUnusedRecoveryCodes, findRecoveryCodesTime } from "#db/repositories/recovery-codes.server.ts";
import { asSystem, type Tx } from "#db/row-security.server.ts";
import type { Services } from "~/services.ts";

/** How many factors of each kind a person has; the mailed code is there by itself. */
export async function readEnrolled(tx: Tx, userId: UserId): Promise<Enrolled> {
  return {
    passkeys: (await listPasskeys(tx, userId)).length,
    authenticators: (await listAuthenticators(tx, userId)).length,
    recoveryCodes: await countUnusedRecoveryCodes(tx, userId),
  };
}

/** The ways through a second step that a person has; see `waysOf`. */
export async function readWays({ database }: Pick<Services, "database">, userId: UserId): Promise<Factor[]> {
  return waysOf(await asSystem(database, (tx) => readEnrolled(tx, userId)));
}

/** The same, each since the oldest factor of its kind has been there. */
export async function readAgedWays(tx: Tx, userId: UserId): Promise<AgedWay[]> {
  const [passkey] = await listPasskeys(tx, userId);
  const [app] = await listAuthenticators(tx, userId);
  const since: Record<Factor, Date | null> = {
    passkey: passkey?.createdAt ?? null,
    authenticator: app?.createdAt ?? null,
    // Whoever has just brought a mailbox along has a new factor too.
    mailed_code: await findLastEmailChange(tx, userId),
    recovery_code: await findRecoveryCodesTime(tx, userId),
  };
  return waysOf(await readEnrolled(tx, userId)).map((factor) => ({
    factor,
    since: since[factor]?.getTime() ?? null,
  }));
}
