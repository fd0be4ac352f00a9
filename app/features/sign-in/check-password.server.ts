import { AppError } from "#domain/shared/errors.ts";
import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { findKnownDevice } from "#db/repositories/known-devices.server.ts";
import { findUserByEmail, foldEmail, type UserWithSecret } from "#db/repositories/users.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { UserIdSchema } from "#domain/shared/ids.ts";
import type { Services } from "~/services.ts";
import type { LimitName } from "~/platform/security/limits.server.ts";
import { verifyPassword } from "~/platform/security/passwords.server.ts";
import { sourceOf } from "~/platform/security/source.ts";
import { auditFrom, type From } from "./from.ts";

/** Stands in where there is no user, so that an unknown address costs the same look-ups as a known one. */
const NOBODY = UserIdSchema.parse("00000000-0000-4000-8000-000000000000");

export type PasswordAttempt = { email: string; password: string; deviceHash: string; from: From };

/**
 * The one place where a password opens something, whichever page it was typed on: counts the attempt, compares, writes
 * refusals into the audit log. Throws AppError `unauthenticated`/`INVALID_CREDENTIALS` for an unknown address, a closed login
 * and a wrong password alike, after the same work; `rate_limited` when there were too many wrong ones for the address from
 * this source or from all of them, or from the source whatever the address. A device that signed in before has a count
 * of its own and none of the others, so that no stranger can lock the owner out, not even one behind the same address.
 */
export async function checkPassword(
  deps: Services,
  attempt: PasswordAttempt,
): Promise<{ user: UserWithSecret; isTrusted: boolean }> {
  const { database, limits, now } = deps;
  const { email, password, deviceHash, from } = attempt;
  const { user, device } = await asSystem(database, async (tx) => {
    const found = await findUserByEmail(tx, email);
    return {
      user: found,
      device: await findKnownDevice(tx, { userId: found?.id ?? NOBODY, deviceHash }),
    };
  });
  const refuse = (type: "sign_in.failed" | "sign_in.limited") => recordRefusal(deps, { from, type, user });

  const folded = foldEmail(email);
  const byAddress = `${folded} ${device ? deviceHash : sourceOf(from.clientIp)}`;
  const strangers: [LimitName, string][] = [
    ["signInSource", from.clientIp],
    ["signInAccount", folded],
  ];
  const counts: [LimitName, string][] = [...(device ? [] : strangers), ["signInAddress", byAddress]];
  // Counted as a wrong one before the password is compared, or parallel guesses would all pass.
  for (const [index, [name, subject]] of counts.entries()) {
    try {
      await limits.use(name, subject, () => refuse("sign_in.limited"));
    } catch (error) {
      for (const counted of counts.slice(0, index)) await limits.giveBack(...counted);
      throw error;
    }
  }

  const isRight = await verifyPassword(user?.passwordHash ?? null, password);
  if (!user || !isRight || user.status !== "active") {
    await refuse("sign_in.failed");
    throw new AppError("unauthenticated", { reason: "INVALID_CREDENTIALS" });
  }
  // A source may be a whole carrier's customers: what was no wrong password does not count for them.
  for (const counted of counts) await limits.giveBack(...counted);
  await limits.reset("signInAddress", byAddress);
  return { user, isTrusted: (device?.trustedUntil?.getTime() ?? 0) > now().getTime() };
}

/** Written for a known and an unknown address alike, so that neither answer takes longer. */
async function recordRefusal(
  { database, now }: Services,
  refusal: { from: From; type: "sign_in.failed" | "sign_in.limited"; user: UserWithSecret | null },
): Promise<void> {
  const { from, type, user } = refusal;
  await asSystem(database, (tx) =>
    recordAuditEvent(tx, { userId: user?.id ?? null, type, at: now(), ...auditFrom(from) }),
  );
}
