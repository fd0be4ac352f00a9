import { EventEmitter } from "node:events";
import { LRUCache } from "lru-cache";
import type { Kv } from "./kv.ts";

const MAX_ENTRIES = 100_000;

type Entry = { value: string; expiresAt: number };

/**
 * The store of one process, for the embedded mode: the least recently used of more than 100,000 keys is forgotten, and a
 * restart forgets all. Every method runs to its end before another begins, which is what makes the compare-methods atomic.
 */
export function createMemoryKv({
  now,
  maxEntries = MAX_ENTRIES,
}: {
  now: () => Date;
  maxEntries?: number;
}): Kv {
  const entries = new LRUCache<string, Entry>({ max: maxEntries });
  const channels = new EventEmitter().setMaxListeners(0);

  function find(key: string): string | null {
    const entry = entries.get(key);
    if (!entry) return null;
    if (entry.expiresAt > now().getTime()) return entry.value;
    entries.delete(key);
    return null;
  }

  function put(key: string, value: string, ttlMs: number | undefined): void {
    entries.set(key, { value, expiresAt: ttlMs === undefined ? Infinity : now().getTime() + ttlMs });
  }

  return {
    kind: "memory",
    get: (key) => Promise.resolve(find(key)),
    getMany: (keys) => Promise.resolve(keys.map(find)),
    set(key, value, ttlMs) {
      put(key, value, ttlMs);
      return Promise.resolve();
    },
    setIfAbsent(key, value, ttlMs) {
      const isAbsent = find(key) === null;
      if (isAbsent) put(key, value, ttlMs);
      return Promise.resolve(isAbsent);
    },
    compareAndSet(key, expected, next, ttlMs) {
      const isExpected = find(key) === expected;
      if (isExpected) put(key, next, ttlMs);
      return Promise.resolve(isExpected);
    },
    compareAndDelete(key, expected) {
      const isExpected = find(key) === expected;
      if (isExpected) entries.delete(key);
      return Promise.resolve(isExpected);
    },
    delete(...keys) {
      for (const key of keys) entries.delete(key);
      return Promise.resolve();
    },
    increment(key, ttlMs) {
      const before = find(key);
      const sum = Number(before ?? 0) + 1;
      const kept = before === null ? undefined : entries.peek(key)?.expiresAt;
      put(key, String(sum), ttlMs);
      const entry = entries.peek(key);
      if (entry && kept !== undefined) entry.expiresAt = kept;
      return Promise.resolve(sum);
    },
    decrement(key) {
      const count = Number(find(key) ?? 0);
      const entry = entries.peek(key);
      if (entry && count > 0) entry.value = String(count - 1);
      return Promise.resolve();
    },
    timeLeft(key) {
      const isAbsent = find(key) === null;
      const expiresAt = entries.peek(key)?.expiresAt ?? Infinity;
      return Promise.resolve(isAbsent || expiresAt === Infinity ? null : expiresAt - now().getTime());
    },
    publish(channel, message) {
      channels.emit(channel, message);
      return Promise.resolve();
    },
    subscribe(channel, listener) {
      channels.on(channel, listener);
      return Promise.resolve(() => {
        channels.off(channel, listener);
        return Promise.resolve();
      });
    },
    ping: () => Promise.resolve(),
    close() {
      channels.removeAllListeners();
      return Promise.resolve();
    },
  };
}
