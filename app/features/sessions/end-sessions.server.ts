import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { endTrust, findKnownDevice } from "#db/repositories/known-devices.server.ts";
import { endSessionFamilies, endSessionFamily, findSessionFamily } from "#db/repositories/sessions.server.ts";
import { asCustomer } from "#db/row-security.server.ts";
import { AppError } from "#domain/shared/errors.ts";
import type { UserId } from "#domain/shared/ids.ts";
import type { Services } from "~/services.ts";
import { auditFrom, type From } from "~/features/sign-in/from.ts";

/**
 * Signs one of the customer's own devices out, from another; a device that is signed out already stays so. Its tokens are
 * worth nothing from the next request on. Throws AppError `not_found` for a session that is unknown or somebody else's.
 */
export async function endOneSession(
  { database, sessions, now }: Services,
  end: { userId: UserId; id: string; from: From },
): Promise<void> {
  const { userId, id, from } = end;
  await asCustomer(database, userId, async (tx) => {
    if (!(await findSessionFamily(tx, { id, userId })))
      throw new AppError("not_found", { reason: "NOT_FOUND" });
    const at = now();
    if (!(await endSessionFamily(tx, { id, userId, reason: "revoked", now: at }))) return;
    await recordAuditEvent(tx, { userId, type: "session.revoked", at, ...auditFrom(from) });
    // Before the commit: a device signed out for nothing does less harm than one that only looks signed out.
    await sessions.end(id);
  });
}

/** Signs every device out but the one that asks. */
export async function endOtherSessions(
  { database, sessions, now }: Services,
  end: { userId: UserId; familyId: string; from: From },
): Promise<void> {
  const { userId, familyId, from } = end;
  await asCustomer(database, userId, async (tx) => {
    const at = now();
    const ended = await endSessionFamilies(tx, { userId, except: familyId, reason: "revoked", now: at });
    const detail = { sessionsEnded: ended.length };
    await recordAuditEvent(tx, { userId, type: "session.others_revoked", at, ...auditFrom(from), detail });
    await sessions.end(...ended);
  });
}

/**
 * From its next sign-in on a device is asked for the second step again; where it is signed in it stays so. Throws AppError `not_found` for
 * a device that is unknown or somebody else's.
 */
export async function endTrustOf(
  { database, now }: Services,
  end: { userId: UserId; deviceHash: string; from: From },
): Promise<void> {
  const { userId, deviceHash, from } = end;
  await asCustomer(database, userId, async (tx) => {
    if (!(await findKnownDevice(tx, { userId, deviceHash })))
      throw new AppError("not_found", { reason: "NOT_FOUND" });
    if ((await endTrust(tx, { userId, only: deviceHash })) === 0) return;
    await recordAuditEvent(tx, { userId, type: "device.trust_ended", at: now(), ...auditFrom(from) });
  });
}
