import { AppError } from "#domain/shared/errors.ts";
import type { Kv } from "../kv/kv.ts";
import { hashText } from "./keys.server.ts";

const MINUTE = 60_000;

/** Every rate limit of the portal, by name: at most `max` in a window of `windowMs`. What is counted stands beside it. */
export const LIMITS = {
  /** Wrong passwords for one address from one source; a stranger elsewhere cannot lock the owner out (portal.md 3.1). */
  signInAddress: { max: 5, windowMs: 15 * MINUTE },
  /** Wrong passwords from one source, whatever the address. */
  signInSource: { max: 50, windowMs: 15 * MINUTE },
  /** Wrong codes of a person who got as far as the second step; counted as `secondStepSubject` says. */
  secondStep: { max: 10, windowMs: 60 * MINUTE },
  /** Mailed codes without a sign-in between them; counted the same way. */
  mailedCode: { max: 10, windowMs: 60 * MINUTE },
  /** Sign-in links into the billing site, per user. */
  billingLink: { max: 20, windowMs: 10 * MINUTE },
  /** Documents and files made on request, per user. */
  documents: { max: 60, windowMs: 10 * MINUTE },
  /** Forced re-reads of a provider ("Try again", "Refresh"), per user. */
  refresh: { max: 20, windowMs: MINUTE },
  /** Messages from one webhook source. */
  webhook: { max: 600, windowMs: MINUTE },
} as const satisfies Record<string, { max: number; windowMs: number }>;

export type LimitName = keyof typeof LIMITS;

/**
 * Fixed windows in the key-value store, so that all instances count together. A flush of the store resets the counts.
 * Subjects are hashed: no address or source stands in a key.
 */
export function createLimits(kv: Kv) {
  const storeKey = (name: LimitName, subject: string) => `limit:${name}:${hashText(subject)}`;

  return {
    /** Counts one use. Throws AppError `rate_limited` with `retryAfter` in seconds when the window is full. */
    async use(name: LimitName, subject: string): Promise<void> {
      const count = await kv.increment(storeKey(name, subject), LIMITS[name].windowMs);
      if (count > LIMITS[name].max) throw limited(name);
    },
    /** Throws as `use` does when the window is full already, without counting. */
    async check(name: LimitName, subject: string): Promise<void> {
      const count = Number((await kv.get(storeKey(name, subject))) ?? 0);
      if (count >= LIMITS[name].max) throw limited(name);
    },
    async reset(name: LimitName, subject: string): Promise<void> {
      await kv.delete(storeKey(name, subject));
    },
  };
}
export type Limits = ReturnType<typeof createLimits>;

function limited(name: LimitName): AppError {
  return new AppError("rate_limited", {
    reason: "RATE_LIMITED",
    retryAfter: Math.ceil(LIMITS[name].windowMs / 1000),
    facts: { limit: name },
  });
}
