import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { endSessionFamily } from "#db/repositories/sessions.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { SessionEnd } from "~/platform/security/session-end.ts";
import type { Services } from "~/services.ts";
import { summariseDevice } from "./device.ts";

/** Ends one session: in the store at once, in the list of devices, and in the audit log. */
export async function endSession({ sessions, database, now }: Services, end: SessionEnd): Promise<void> {
  await sessions.end(end.familyId);
  await asSystem(database, async (tx) => {
    const at = now();
    await endSessionFamily(tx, { id: end.familyId, userId: end.userId, reason: end.reason, now: at });
    await recordAuditEvent(tx, {
      userId: end.userId,
      type: end.reason === "reused" ? "session.token_reused" : "session.ended",
      at,
      requestId: end.requestId,
      ip: end.clientIp,
      device: summariseDevice(end.userAgent),
    });
  });
}
