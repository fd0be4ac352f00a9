import { summariseDevice } from "~/features/sessions/device.ts";

/** Where a request came from, for limits and the audit log. */
export type From = { clientIp: string; userAgent: string; requestId: string };

export type Seen = ReturnType<typeof auditFrom>;

/** The same as the columns of an audit entry. */
export function auditFrom({ clientIp, userAgent, requestId }: From) {
  return { ip: clientIp, device: summariseDevice(userAgent), requestId };
}
