import type { Enrolled } from "#domain/auth/second-step.ts";
import type { UserId } from "#domain/shared/ids.ts";
import { listAuthenticators } from "#db/repositories/authenticators.server.ts";
import { listPasskeys } from "#db/repositories/passkeys.server.ts";
import { countUnusedRecoveryCodes } from "#db/repositories/recovery-codes.server.ts";
import type { Tx } from "#db/row-security.server.ts";

/** How many factors of each kind a person has; the mailed code is there by itself. */
export async function readEnrolled(tx: Tx, userId: UserId): Promise<Enrolled> {
  return {
    passkeys: (await listPasskeys(tx, userId)).length,
    authenticators: (await listAuthenticators(tx, userId)).length,
    recoveryCodes: await countUnusedRecoveryCodes(tx, userId),
  };
}
