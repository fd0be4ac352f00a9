import { setTimeout as sleep } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import { asFailedRead, isAnswer, isAppError, isUnavailable } from "#domain/shared/errors.ts";
import type { Kv } from "../store/kv.ts";
import type { Logger } from "../log/logger.server.ts";
import { randomText } from "../security/keys.server.ts";
import { createBatchedGet } from "./batched-get.ts";
import type { Cache, CacheKey, CacheRule, Reading } from "./types.ts";

export type CacheOptions = {
  kv: Kv;
  now: () => Date;
  logger: Logger;
  /** Told once per read: how it was answered. */
  onEvent?: (event: "hit" | "miss" | "stale" | "error") => void;
  /** How long a read waits for another process that is reading the same, milliseconds. */
  lockWaitMs?: number;
  /** After a failure the provider is left alone for this long: stale values are served, or the same error. */
  retryAfterFailureMs?: number;
  /** Factor on the times of every rule and on the pause after a failure; default 1. */
  timeScale?: number;
  /** Bytes of JSON that this process keeps parsed. */
  nearBytes?: number;
};

/** An entry as the store has it. Values are plain JSON: nothing is revived, a Date would come back as text. */
type Entry = {
  /** Changes with every write; the small key beside the entry tells it, so that a warm read moves no value. */
  id: string;
  value: unknown;
  readAt: number;
  /** Stamps of the tags when the reading began; another stamp now means the entry was dropped. */
  stamps: string[];
};

/** A reading under way. Only those who saw the same stamps share it: who asks after a drop gets a reading begun after it. */
type Flight = { seen: string; answer: Promise<Reading<unknown>> };

type Failure = { error: unknown; since: number; until: number; tags: readonly string[] };

const LOCK_MS = 75_000;
const POLL_MS = 40;
const STAMP_TTL_MS = 14 * 24 * 60 * 60 * 1000;
/** Stands for stamps that cannot be read now. */
const UNKNOWN = "?";
const MAX_FAILURES = 10_000;

/** See types.ts for what is promised. Without the store every read asks the provider: slower, never wrong. */
export function createCache(options: CacheOptions): Cache {
  const { kv, now, logger } = options;
  const { lockWaitMs = 20_000, nearBytes = 64 * 1024 * 1024, timeScale = 1 } = options;
  const retryAfterFailureMs = (options.retryAfterFailureMs ?? 2000) * timeScale;
  const scaled = (rule: CacheRule): CacheRule => ({
    ...rule,
    ttlMs: rule.ttlMs * timeScale,
    staleForMs: rule.staleForMs * timeScale,
    ...(rule.emptyMs !== undefined && { emptyMs: rule.emptyMs * timeScale }),
  });
  const near = new LRUCache<string, Entry>({ maxSize: nearBytes });
  const flights = new Map<string, Flight>();
  const failures = new LRUCache<string, Failure>({ max: MAX_FAILURES });
  /** Tags that were dropped while the store was away; it is told at the next read. */
  const owed = new Set<string>();
  /** Counts those, so that who asks after one does not join a reading begun before it. */
  let failedDrops = 0;
  const get = createBatchedGet(kv);
  const tell = options.onEvent ?? (() => {});

  async function cached<T>(key: CacheKey, ruleOfKey: CacheRule, read: () => Promise<T>): Promise<Reading<T>> {
    const rule = scaled(ruleOfKey);
    const name = nameOf(key);
    const found = await find(name, rule.tags);
    if (found.entry && isFresh(found, rule)) {
      tell("hit");
      return toReading<T>(found.entry, null);
    }
    const seen = [failedDrops, ...found.stamps].join(" ");
    const known = flights.get(name);
    if (known?.seen === seen) return known.answer as Promise<Reading<T>>;
    const answer = readThrough({ name, rule, read }).finally(() => {
      if (flights.get(name)?.answer === answer) flights.delete(name);
    });
    flights.set(name, { seen, answer });
    return answer;
  }

  async function drop(...tags: string[]): Promise<void> {
    for (const [name, failure] of failures)
      if (failure.tags.some((tag) => tags.includes(tag))) failures.delete(name);
    await Promise.all(tags.map(stamp));
  }

  /** A stamp that the store does not take is owed: what made it needful has happened and must not be told as failed. */
  async function stamp(tag: string): Promise<void> {
    try {
      await kv.set(tagKey(tag), randomText(9), STAMP_TTL_MS);
      owed.delete(tag);
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      logger.warn({ event: "cache.drop_postponed", err: error }, "cache store unavailable, drop postponed");
      owed.add(tag);
      failedDrops += 1;
    }
  }

  type Found = { entry: Entry | null; stamps: string[] };

  /** The entry under this name, from this process where it is still the store's, and the stamps of its tags now. */
  async function find(name: string, tags: readonly string[]): Promise<Found> {
    // Before anything is called fresh, and for the other processes too.
    if (owed.size > 0) await Promise.all([...owed].map(stamp));
    if (tags.some((tag) => owed.has(tag))) return { entry: near.get(name) ?? null, stamps: [UNKNOWN] };
    try {
      const [id = null, ...stamps] = await get([idKey(name), ...tags.map(tagKey)]);
      return { entry: id === null ? null : await load(name, id), stamps: stamps.map((stamp) => stamp ?? "") };
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      logger.warn({ event: "cache.store_unavailable", err: error }, "cache store unavailable");
      // Not to be called fresh: what other processes have dropped is not known.
      return { entry: near.get(name) ?? null, stamps: [UNKNOWN] };
    }
  }

  async function load(name: string, id: string): Promise<Entry | null> {
    const known = near.get(name);
    if (known?.id === id) return known;
    const text = await kv.get(entryKey(name));
    if (text === null) return null;
    const entry = JSON.parse(text) as Entry;
    near.set(name, entry, { size: text.length + 1 });
    return entry;
  }

  function isFresh({ entry, stamps }: Found, rule: CacheRule): boolean {
    if (!entry) return false;
    const isCurrent =
      entry.stamps.length === stamps.length &&
      entry.stamps.every((stamp, n) => stamp !== "" && stamp !== UNKNOWN && stamp === stamps[n]);
    return isCurrent && now().getTime() - entry.readAt < rule.ttlMs;
  }

  type Miss<T> = { name: string; rule: CacheRule; read: () => Promise<T> };

  async function readThrough<T>({ name, rule, read }: Miss<T>): Promise<Reading<T>> {
    const failure = failures.get(name);
    if (failure && failure.until > now().getTime()) return fallBack<T>(name, rule, failure);

    const lock = await acquire(name);
    try {
      // The one before may have found the provider down while this one waited: it is not asked again at once.
      const newer = failures.get(name);
      if (newer && newer.until > now().getTime()) return await fallBack<T>(name, rule, newer);
      // Another process may have read it while this one waited; and the stamps have to be older than the reading.
      const found = await find(name, rule.tags);
      if (found.entry && isFresh(found, rule)) {
        tell("hit");
        return toReading<T>(found.entry, null);
      }
      const stamps = await withoutGaps(rule.tags, found.stamps);
      const value = await read();
      failures.delete(name);
      tell("miss");
      const entry: Entry = { id: randomText(9), value, readAt: now().getTime(), stamps };
      await store(name, rule, entry);
      return toReading<T>(entry, null);
    } catch (thrown) {
      if (isAnswer(thrown)) throw thrown;
      // A defect of ours while reading costs a person no more than a provider that does not answer.
      if (!isAppError(thrown))
        logger.error({ err: thrown, event: "cache.read_defect", name: rule.tags[0] }, "read failed");
      const error = asFailedRead(thrown);
      const at = now().getTime();
      const known = { error, since: failure?.since ?? at, until: at + retryAfterFailureMs, tags: rule.tags };
      failures.set(name, known);
      return await fallBack<T>(name, rule, known);
    } finally {
      if (lock) await kv.compareAndDelete(lockKey(name), lock).catch(() => false);
    }
  }

  /**
   * An entry is kept under stamps that the store really has, never under "none yet": when a stamp is forgotten, by its
   * time or for want of room, what was dropped with it does not come back.
   */
  async function withoutGaps(tags: readonly string[], stamps: readonly string[]): Promise<string[]> {
    try {
      return await Promise.all(
        stamps.map(async (stamp, n) => {
          const tag = tags[n];
          if (stamp !== "" || tag === undefined) return stamp;
          const first = randomText(9);
          const isFirst = await kv.setIfAbsent(tagKey(tag), first, STAMP_TTL_MS);
          return isFirst ? first : ((await kv.get(tagKey(tag))) ?? "");
        }),
      );
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      return [...stamps];
    }
  }

  /** The last good value while it may still be shown, with the time since when reads have been failing; or the failure. */
  async function fallBack<T>(name: string, rule: CacheRule, { error, since }: Failure): Promise<Reading<T>> {
    const { entry } = await find(name, []);
    if (!entry || now().getTime() - entry.readAt > rule.ttlMs + rule.staleForMs) {
      tell("error");
      throw error;
    }
    tell("stale");
    return toReading<T>(entry, new Date(since));
  }

  async function store(name: string, rule: CacheRule, entry: Entry): Promise<void> {
    const text = JSON.stringify(entry);
    const isEmpty = Array.isArray(entry.value) && entry.value.length === 0;
    const ttlMs = (isEmpty ? rule.emptyMs : undefined) ?? rule.ttlMs + rule.staleForMs;
    if (ttlMs === 0) return;
    try {
      await kv.set(entryKey(name), text, ttlMs);
      await kv.set(idKey(name), entry.id, ttlMs);
      near.set(name, entry, { size: text.length + 1 });
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      logger.warn({ event: "cache.store_unavailable", err: error }, "cache store unavailable");
    }
  }

  /** The right to read for all processes; null when it was not to be had in time or the store is away: then read anyway. */
  async function acquire(name: string): Promise<string | null> {
    const token = randomText(9);
    const waitUntil = Date.now() + lockWaitMs;
    try {
      while (!(await kv.setIfAbsent(lockKey(name), token, LOCK_MS))) {
        if (Date.now() > waitUntil) return null;
        await sleep(POLL_MS);
      }
      return token;
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      return null;
    }
  }

  return { cached, drop };
}

function toReading<T>(entry: Entry, staleSince: Date | null): Reading<T> {
  return { value: entry.value as T, readAt: new Date(entry.readAt), staleSince };
}

function nameOf(key: CacheKey): string {
  return key.scope === "user" ? `u:${key.userId}:${key.name}` : `g:${key.name}`;
}

const idKey = (name: string) => `cache-id:${name}`;
const entryKey = (name: string) => `cache:${name}`;
const lockKey = (name: string) => `cache-lock:${name}`;
const tagKey = (tag: string) => `cache-tag:${tag}`;
