/** A value read from a provider, with the moment it was read. */
export type Reading<T> = {
  value: T;
  readAt: Date;
  /** Set when the provider does not answer and this is the last good copy: since when reads have been failing. */
  staleSince: Date | null;
};

/** Personal data is cached under its owner: a key without one does not compile. */
export type CacheKey = { scope: "user"; userId: string; name: string } | { scope: "global"; name: string };

export type CacheRule = {
  /** How long a value is served without asking the provider, milliseconds. */
  ttlMs: number;
  /** How long after that the last good value may still be served while the provider fails, milliseconds. */
  staleForMs: number;
  /** How long an empty list is kept instead, milliseconds, where a stranger chooses the key. */
  emptyMs?: number;
  /** Dropped together by `drop(tag)`. */
  tags: readonly string[];
};

export type Cache = {
  /**
   * The cached value, or `read()`'s. Concurrent misses of one key call `read` once, in this process and across
   * processes. A failure of `read` is never cached: the last good value is returned with `staleSince` set while it is
   * younger than `ttlMs + staleForMs`, otherwise the failure is thrown. Within one process the very same object is
   * returned until the entry changes, so that derived values can be memoised by identity (treat it as frozen).
   */
  cached<T>(key: CacheKey, rule: CacheRule, read: () => Promise<T>): Promise<Reading<T>>;
  /**
   * Marks everything under these tags as not fresh, in every process, at once. A last good copy stays usable for failures.
   * Does not fail when the store is away, because what it follows has happened: this process serves nothing of it as fresh
   * and tells the store at its next read after that is back. Until then, or for the time to live when this process ends
   * first, another process that reaches the store may serve what it has.
   */
  drop(...tags: string[]): Promise<void>;
};
