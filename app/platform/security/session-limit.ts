import { SESSION_POLICY } from "./session-policy.ts";

export type SessionLimit = {
  /** `idle`: without another request by then; `absolute`: whatever happens. */
  kind: "idle" | "absolute";
  /** ISO text. */
  endsAt: string;
};

/**
 * When this person will be signed out, as the page they look at may say it; null while there is nothing worth saying: a
 * remembered session that lives for days. Idle time is known to five minutes, so the true end may be that much later.
 */
export function toSessionLimit(
  session: { remember: boolean; expiresAt: number },
  now: Date,
): SessionLimit | null {
  const at = now.getTime();
  if (session.expiresAt - at <= SESSION_POLICY.warnAbsoluteMs)
    return { kind: "absolute", endsAt: new Date(session.expiresAt).toISOString() };
  if (session.remember) return null;
  return { kind: "idle", endsAt: new Date(at + SESSION_POLICY.idleMs.plain).toISOString() };
}
