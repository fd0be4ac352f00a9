/** How a person becomes a customer with a login (portal.md 3.2 to 3.4). */
export const REGISTRATION_KINDS = ["new", "complete", "link"] as const;
/** `new`: nobody knows them. `complete`: the customer system does. `link`: both systems do, and they prove it. */
export type RegistrationKind = (typeof REGISTRATION_KINDS)[number];

export const REGISTRATION_STEPS = [
  "account",
  "client",
  "login",
  "status",
  "done",
  "undo",
  "undone",
  "expired",
] as const;
/** Of the journal of an earlier release. */
export type RegistrationStep = (typeof REGISTRATION_STEPS)[number];

const SECOND = 1000;
const HOUR = 60 * 60 * SECOND;

/** Every figure of getting started, in milliseconds. */
export const GET_STARTED = {
  /** From the typed address to the end, whatever was reached (portal.md 3.2). */
  tokenMs: HOUR,
  /** A finished one may be sent again by its own browser: its answer may have been lost, its button pressed twice. */
  replayMs: 30 * SECOND,
  /** Longer than a call that makes a client can take: until then nobody repeats one without an answer (whmcs.md 1.6). */
  clientCallMs: 45 * SECOND,
  /** How long an unfinished registration is tried again before it is given up. */
  openMs: 24 * HOUR,
  /** How long it is kept when even giving it up fails, because a system does not answer. */
  keptMs: 7 * 24 * HOUR,
} as const;
