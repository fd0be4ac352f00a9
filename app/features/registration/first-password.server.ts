import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { findUser, holdPassword, setPasswordHash } from "#db/repositories/users.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { AppError } from "#domain/shared/errors.ts";
import type { Services } from "~/services.ts";
import { hashPassword } from "~/platform/security/passwords.server.ts";
import { auditFrom, type From } from "~/features/sign-in/from.ts";
import { refuseWhileClosed } from "~/features/sign-in/maintenance.server.ts";
import {
  checkNewPassword,
  type NewPassword,
  type PasswordFormFaults,
} from "~/features/passwords/password-check.server.ts";
import type { SignedIn } from "~/features/sign-in/sign-in.server.ts";
import { enter } from "./enter.server.ts";
import { getVerified, type StartCookies } from "./start-token.server.ts";

export type FirstPasswordOutcome =
  | { state: "signed_in"; signedIn: SignedIn }
  | { state: "weak"; faults: PasswordFormFaults }
  | { state: "next" };

/**
 * The first password of a login that was linked, set by whoever has proved its address; never in place of another one. Throws
 * AppError `SESSION_EXPIRED` when there is no start, or none that has come as far.
 */
export async function setFirstPassword(
  deps: Services,
  order: StartCookies & NewPassword & { from: From },
): Promise<FirstPasswordOutcome> {
  const { config, database, now } = deps;
  const { newPassword, from } = order;
  refuseWhileClosed(config);
  const token = await getVerified(deps, order);
  const { found } = token;
  if (found?.status === "ready") return enter(deps, token, { password: newPassword, from });
  if (found?.status !== "set_password") throw new AppError("unauthenticated", { reason: "SESSION_EXPIRED" });

  const { userId } = found;
  const user = await asSystem(database, (tx) => findUser(tx, userId));
  if (user?.status !== "active") throw new AppError("unauthenticated", { reason: "SESSION_EXPIRED" });
  const faults = checkNewPassword(order, { user, hasStrongFactor: false, company: config.company });
  if (Object.keys(faults).length > 0) return { state: "weak", faults };

  const passwordHash = await hashPassword(newPassword);
  await asSystem(database, async (tx) => {
    if (!(await holdPassword(tx, { id: userId, passwordHash: null }))) return;
    await setPasswordHash(tx, { id: userId, passwordHash, now: now() });
    await recordAuditEvent(tx, { userId, type: "password.set", at: now(), ...auditFrom(from) });
  });
  // Where it was set before: by this button's first press, or by a mailed link meanwhile. The password tells.
  return enter(deps, token, { password: newPassword, from });
}
