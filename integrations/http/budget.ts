import { AppError } from "#domain/shared/errors.ts";

/** At most `max` calls in a window of `windowMs`. */
export type BudgetRule = { max: number; windowMs: number };

const MINUTE = 60_000;
/**
 * Far more than anybody's day at the portal needs, since pages are answered from the cache, and far less than Salesforce
 * allows a day (15,000 in the smallest edition).
 */
export const CALL_BUDGET: readonly BudgetRule[] = [
  { max: 900, windowMs: 10 * MINUTE },
  { max: 3_000, windowMs: 24 * 60 * MINUTE },
];
const MAX_CALLERS = 20_000;

export type CallBudget = {
  /** Counts one call. Throws AppError `rate_limited` with `retryAfter` (seconds) when the caller has used up a window. */
  spend(provider: string): void;
};

/**
 * How many calls of one provider one person, or one visitor's line, may cause. It stands in front of every call, so that no page
 * can forget it. Counted in this process: another instance grants as much again. `caller` undefined: a job, which has no
 * person behind it, and whose number the use-cases limit.
 */
export function createCallBudget(options: {
  caller: () => string | undefined;
  now: () => Date;
  rules?: readonly BudgetRule[];
}): CallBudget {
  const { caller, now, rules = CALL_BUDGET } = options;
  const windows = new Map<string, { count: number; until: number }>();

  function windowOf(key: string, windowMs: number, at: number): { count: number; until: number } {
    const known = windows.get(key);
    if (known && known.until > at) return known;
    windows.delete(key);
    // Full of callers: the one whose window began first makes room.
    const [oldest] = windows.keys();
    if (windows.size >= MAX_CALLERS && oldest !== undefined) windows.delete(oldest);
    const begun = { count: 0, until: at + windowMs };
    windows.set(key, begun);
    return begun;
  }

  return {
    spend(provider) {
      const who = caller();
      if (who === undefined) return;
      const at = now().getTime();
      const counted = rules.map(({ max, windowMs }) => ({
        max,
        window: windowOf(`${provider} ${windowMs} ${who}`, windowMs, at),
      }));
      const full = counted.find(({ max, window }) => window.count >= max);
      if (full)
        throw new AppError("rate_limited", {
          reason: "RATE_LIMITED",
          retryAfter: Math.ceil((full.window.until - at) / 1000),
          facts: { provider, limit: "callBudget" },
        });
      for (const { window } of counted) window.count += 1;
    },
  };
}
