import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { findUserByEmail, foldEmail } from "#db/repositories/users.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { isAppError } from "#domain/shared/errors.ts";
import type { Services } from "~/services.ts";
import { auditFrom, type From } from "./from.ts";
import { refuseWhileClosed } from "./maintenance.server.ts";

/**
 * Asks for a link to set a new password. Whether anybody has the address shows neither in the answer nor in its time: both
 * cases write one audit entry and one job, and all that is different happens in the job. Throws AppError `rate_limited` when
 * this source has asked too often; `provider_unavailable`/`MAINTENANCE` while sign-in is closed.
 */
export async function requestPasswordReset(
  deps: Services,
  { email, from }: { email: string; from: From },
): Promise<void> {
  const { config, database, limits, queue, now } = deps;
  refuseWhileClosed(config);
  await limits.use("resetSource", from.clientIp);
  const isWithinLimit = await countForAddress(deps, email);
  await asSystem(database, async (tx) => {
    const user = await findUserByEmail(tx, email);
    const userId = user?.status === "active" && isWithinLimit ? user.id : null;
    await queue.enqueue(tx, "mail-password-reset", { userId });
    await recordAuditEvent(tx, {
      userId,
      type: "password.reset_requested",
      at: now(),
      ...auditFrom(from),
    });
  });
}

/** False: nothing more is mailed to this address for now. No error, or a stranger could see how often its owner asked. */
async function countForAddress({ limits }: Services, email: string): Promise<boolean> {
  try {
    await limits.use("resetAddress", foldEmail(email));
    return true;
  } catch (error) {
    if (isAppError(error) && error.code === "rate_limited") return false;
    throw error;
  }
}
