const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Every limit of a session, in milliseconds (portal.md 3.1). */
export const SESSION_POLICY = {
  /** Life of an access token. */
  accessMs: 15 * MINUTE,
  /** An access token older than this is renewed with the next request, so that idle time is known to this precision. */
  renewAfterMs: 5 * MINUTE,
  /** For this long the previous refresh token gets its successor again: tabs, and answers that were lost. */
  replayMs: 30_000,
  /** Signed out after this long without a request. */
  idleMs: { plain: 30 * MINUTE, remembered: 7 * DAY },
  /** Signed out this long after signing in, whatever happens. */
  absoluteMs: { plain: 7 * DAY, remembered: 30 * DAY },
  /** How long before either end the page warns. */
  warnIdleMs: 2 * MINUTE,
  warnAbsoluteMs: 30 * MINUTE,
} as const;
