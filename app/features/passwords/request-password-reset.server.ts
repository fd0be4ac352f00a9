import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { findUserByEmail, foldEmail } from "#db/repositories/users.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { Services } from "~/services.ts";
import { isWithin } from "~/platform/security/limits.server.ts";
import { auditFrom, type From } from "~/features/sign-in/from.ts";
import { refuseWhileClosed } from "~/features/sign-in/maintenance.server.ts";

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
  // No error where too many were asked for: a stranger could see how often the owner asked.
  const isWithinLimit = await isWithin(limits, "resetAddress", foldEmail(email));
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
