/**
 * The key-value store: sessions, caches, one-time codes, rate limits and locks that only spare duplicate work. It may be
 * flushed at any time without losing money, an order or an event. Two implementations with one contract suite:
 * in-process (one instance, embedded mode) and Redis.
 *
 * Values are text. All methods throw AppError `provider_unavailable`/`MAINTENANCE` when the store does not answer.
 */
export type Kv = {
  readonly kind: "memory" | "redis";
  get(key: string): Promise<string | null>;
  /** One round trip for any number of keys; the answer has the order of the keys. */
  getMany(keys: readonly string[]): Promise<(string | null)[]>;
  /** `ttlMs` in milliseconds; without it the key stays until deleted. */
  set(key: string, value: string, ttlMs?: number): Promise<void>;
  /** Sets only if the key is absent; true when this call set it. */
  setIfAbsent(key: string, value: string, ttlMs: number): Promise<boolean>;
  /** Replaces the value only if it is still `expected` (null: absent), atomically; true when replaced. */
  compareAndSet(key: string, expected: string | null, next: string, ttlMs: number): Promise<boolean>;
  /** Deletes only if the value is still `expected`, atomically: a lock is released only by its holder. */
  compareAndDelete(key: string, expected: string): Promise<boolean>;
  delete(...keys: string[]): Promise<void>;
  /** Adds one and returns the sum; `ttlMs`, where given, counts from the first increment. */
  increment(key: string, ttlMs?: number): Promise<number>;
  /** Takes one off what `increment` has counted, in the same window; never below zero, and nothing once it is over. */
  decrement(key: string): Promise<void>;
  /** Milliseconds until the key is forgotten; null when it is absent or stays until deleted. */
  timeLeft(key: string): Promise<number | null>;
  /** Publishes to every process that subscribed, this one included; at most once, no replay. */
  publish(channel: string, message: string): Promise<void>;
  /** Returns the function that ends the subscription. */
  subscribe(channel: string, listener: (message: string) => void): Promise<() => Promise<void>>;
  /** Throws when the store does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
};
