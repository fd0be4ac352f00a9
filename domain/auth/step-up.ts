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
} as const satisfies Record<string, readonly Factor[]>;
export type ProtectedAction = keyof typeof PROTECTED_ACTIONS;

/** Whether a session's last factor opens the action now. Being on a trusted device never does: it gave no factor. */
export function isSteppedUp(
  action: ProtectedAction,
  proof: { factor: Factor; at: number } | null,
  now: Date,
): boolean {
  if (!proof) return false;
  const takes: readonly Factor[] = PROTECTED_ACTIONS[action];
  const age = now.getTime() - proof.at;
  return age >= 0 && age <= STEP_UP_MS && takes.includes(proof.factor);
}

/** The ways that a person has and the action takes, in the order of the action. */
export function stepUpWays(action: ProtectedAction, ways: readonly Factor[]): Factor[] {
  return PROTECTED_ACTIONS[action].filter((factor) => ways.includes(factor));
}
