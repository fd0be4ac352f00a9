import type { SessionEndReason } from "#db/repositories/sessions.server.ts";
import type { UserId } from "#domain/shared/ids.ts";

/** A session that is to end, why, and whose request made it end. */
export type SessionEnd = {
  userId: UserId;
  familyId: string;
  reason: SessionEndReason;
  requestId: string;
  clientIp: string;
  userAgent: string;
};
