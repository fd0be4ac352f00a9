import type { Clock } from "../clock.ts";
import type { Switches } from "./switches.ts";

export type Limits = {
  /** Counts one call. False when the daily number is used up. */
  take(): boolean;
  used(): number;
  reset(): void;
};

const DAY_MS = 24 * 60 * 60 * 1000;

/** Calls of the last 24 hours. */
export function createLimits(clock: Clock, switches: () => Switches): Limits {
  let calls: number[] = [];
  const used = (): number => {
    const since = clock.now().getTime() - DAY_MS;
    if ((calls[0] ?? since) < since) calls = calls.filter((at) => at >= since);
    return calls.length + switches().usedCalls;
  };
  return {
    take() {
      if (used() >= switches().dailyCalls) return false;
      calls.push(clock.now().getTime());
      return true;
    },
    used,
    reset() {
      calls = [];
    },
  };
}
