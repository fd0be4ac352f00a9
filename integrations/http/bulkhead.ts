export type BulkheadRules = {
  /** Calls under way at once. */
  maxConcurrent: number;
  /** Calls waiting beyond those. */
  maxQueued: number;
  queueTimeoutMs: number;
};

export type Bulkhead = {
  /** Waits for a free slot. Null when the queue is full or the wait took too long; otherwise call the result once to free the slot. */
  enter(): Promise<(() => void) | null>;
};

/** Limits how many calls one provider gets, so that a slow one never takes the whole process. First come, first served. */
export function createBulkhead(rules: BulkheadRules): Bulkhead {
  let running = 0;
  const waiting = new Set<() => void>();

  const leave = () => {
    const [next] = waiting;
    // The slot is handed over without being freed in between, so nobody can overtake.
    if (next) next();
    else running -= 1;
  };

  return {
    enter() {
      if (running < rules.maxConcurrent) {
        running += 1;
        return Promise.resolve(leave);
      }
      if (waiting.size >= rules.maxQueued) return Promise.resolve(null);
      return new Promise((resolve) => {
        const take = () => {
          clearTimeout(timer);
          waiting.delete(take);
          resolve(leave);
        };
        const timer = setTimeout(() => {
          waiting.delete(take);
          resolve(null);
        }, rules.queueTimeoutMs);
        waiting.add(take);
      });
    },
  };
}
