import type { Factor } from "./second-step.ts";

/** A factor given within this time, in milliseconds, is fresh enough for a protected action (architecture.md 8). */
export const STEP_UP_MS = 5 * 60_000;

/**
 * Every action that a session alone does not open, and the factors it takes, in the order in which they are offered: the
 * one that cannot be phished first (japan.md 10). An action is protected by being named here and asked for by name.
 */
export const PROTECTED_ACTIONS = {
  /** Adding an authenticator app or a passkey. */
  "factor.enrol": ["passkey", "authenticator", "mailed_code", "recovery_code"],
  "factor.remove": ["passkey", "authenticator", "mailed_code", "recovery_code"],
  /** Address, phone number, reading of the name. */
  "contact.change": ["passkey", "authenticator", "mailed_code", "recovery_code"],
  "recovery_codes.make": ["passkey", "authenticator", "mailed_code", "recovery_code"],
  /** Another address to sign in with. */
  "email.change": ["passkey", "authenticator", "mailed_code", "recovery_code"],
  /** One more line that can call, for somebody who was checked before (JP-ID-6). */
  "line.add": ["passkey", "authenticator", "mailed_code", "recovery_code"],
  /** The code that puts a line's eSIM onto a phone: whoever installs it holds the line. */
  "line.show": ["passkey", "authenticator", "mailed_code", "recovery_code"],
  /** A copy of everything that is held about the customer. */
  "data.export": ["passkey", "authenticator", "mailed_code", "recovery_code"],
} as const satisfies Record<string, readonly Factor[]>;
export type ProtectedAction = keyof typeof PROTECTED_ACTIONS;

/**
 * The actions that cost a customer their account, number or money for good. A factor opens them once it has been there for
 * the cooling period: whoever is in an account for a moment must not add a factor of their own and approve them with it
 * (japan.md 10).
 */
export const COOLED_ACTIONS: ReadonlySet<ProtectedAction> = new Set(["email.change"]);

/** The moment of a check, and the cooling period (0: none); both in milliseconds. */
export type Clock = { now: Date; coolingMs: number };

/** What a session has proved: the factor, when it was given, and since when its owner has had it; null: from the beginning. */
export type Proof = { factor: Factor; at: number; since: number | null };

/** A way that a person has, with the same `since`. */
export type AgedWay = Pick<Proof, "factor" | "since">;

/** Whether a session's last factor opens the action now. Being on a trusted device never does: it gave no factor. */
export function isSteppedUp(action: ProtectedAction, proof: Proof | null, clock: Clock): boolean {
  if (!proof) return false;
  const takes: readonly Factor[] = PROTECTED_ACTIONS[action];
  const age = clock.now.getTime() - proof.at;
  return (
    age >= 0 && age <= STEP_UP_MS && takes.includes(proof.factor) && !isCooling(action, proof.since, clock)
  );
}

/** Whether a factor that is there since then is still too new for the action. */
export function isCooling(action: ProtectedAction, since: number | null, clock: Clock): boolean {
  return since !== null && coolUntil(action, since, clock) > clock.now.getTime();
}

/**
 * The ways that a person has and the action takes now, in the order of the action. Where all of them are too new,
 * `opensAt` says when the first is old enough.
 */
export function stepUpWays(
  action: ProtectedAction,
  ways: readonly AgedWay[],
  clock: Clock,
): { ways: Factor[]; opensAt: number | null } {
  const taken = PROTECTED_ACTIONS[action].flatMap((factor) => ways.filter((way) => way.factor === factor));
  const open = taken.filter(({ since }) => !isCooling(action, since, clock)).map(({ factor }) => factor);
  const opens = taken.map(({ since }) => coolUntil(action, since ?? 0, clock));
  return { ways: open, opensAt: open.length === 0 && opens.length > 0 ? Math.min(...opens) : null };
}

function coolUntil(action: ProtectedAction, since: number, { coolingMs }: Clock): number {
  return COOLED_ACTIONS.has(action) ? since + coolingMs : since;
}
