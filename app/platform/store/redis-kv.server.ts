import { Redis } from "ioredis";
import { AppError } from "#domain/shared/errors.ts";
import type { Logger } from "../log/logger.server.ts";
import type { Kv } from "./kv.ts";

const COMMAND_TIMEOUT_MS = 2000;
const CONNECT_TIMEOUT_MS = 2000;
const MAX_RECONNECT_PAUSE_MS = 2000;

const SCRIPTS = {
  // An absent value is told as the empty second argument with the flag "0".
  compareAndSet: `local now = redis.call('GET', KEYS[1])
    local isExpected = (ARGV[1] == '0' and now == false) or (ARGV[1] == '1' and now == ARGV[2])
    if not isExpected then return 0 end
    redis.call('SET', KEYS[1], ARGV[3], 'PX', ARGV[4])
    return 1`,
  compareAndDelete: `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`,
  increment: `local sum = redis.call('INCR', KEYS[1])
    if sum == 1 and ARGV[1] ~= '' then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
    return sum`,
  // DECR keeps the key's time; on an absent key it would begin a count below zero that no window ends.
  decrement: `if tonumber(redis.call('GET', KEYS[1]) or '0') > 0 then redis.call('DECR', KEYS[1]) end return 0`,
} as const;

/**
 * The store shared by all instances. Nothing waits for a lost connection: commands fail within two seconds with
 * AppError `provider_unavailable`/`MAINTENANCE`, and the client reconnects in the background.
 */
export function createRedisKv({ url, prefix, logger }: { url: string; prefix: string; logger: Logger }): Kv {
  const options = {
    keyPrefix: prefix,
    commandTimeout: COMMAND_TIMEOUT_MS,
    connectTimeout: CONNECT_TIMEOUT_MS,
    maxRetriesPerRequest: 0,
    // Commands of the first moments wait for the connection; later ones fail at once while there is none.
    enableOfflineQueue: true,
    retryStrategy: (attempt: number) => Math.min(attempt * 100, MAX_RECONNECT_PAUSE_MS),
  };
  const redis = watch(new Redis(url, options), logger);
  let subscriber: Redis | null = null;
  const listeners = new Map<string, Set<(message: string) => void>>();

  async function ask<T>(command: Promise<T>): Promise<T> {
    try {
      return await command;
    } catch (cause) {
      throw new AppError("provider_unavailable", {
        reason: "MAINTENANCE",
        retryAfter: 5,
        message: "store unavailable",
        cause,
      });
    }
  }

  function subscription(): Redis {
    if (subscriber) return subscriber;
    subscriber = watch(
      new Redis(url, { ...options, maxRetriesPerRequest: null, commandTimeout: undefined }),
      logger,
    );
    subscriber.on("message", (channel: string, message: string) => {
      for (const listener of listeners.get(channel) ?? []) listener(message);
    });
    return subscriber;
  }

  return {
    kind: "redis",
    get: (key) => ask(redis.get(key)),
    getMany: (keys) => (keys.length === 0 ? Promise.resolve([]) : ask(redis.mget(...keys))),
    async set(key, value, ttlMs) {
      await ask(ttlMs === undefined ? redis.set(key, value) : redis.set(key, value, "PX", whole(ttlMs)));
    },
    setIfAbsent: async (key, value, ttlMs) =>
      (await ask(redis.set(key, value, "PX", whole(ttlMs), "NX"))) === "OK",
    compareAndSet: async (key, expected, next, ttlMs) =>
      (await ask(
        redis.eval(
          SCRIPTS.compareAndSet,
          1,
          key,
          expected === null ? "0" : "1",
          expected ?? "",
          next,
          whole(ttlMs),
        ),
      )) === 1,
    compareAndDelete: async (key, expected) =>
      (await ask(redis.eval(SCRIPTS.compareAndDelete, 1, key, expected))) === 1,
    async delete(...keys) {
      if (keys.length > 0) await ask(redis.del(...keys));
    },
    increment: async (key, ttlMs) =>
      Number(
        await ask(redis.eval(SCRIPTS.increment, 1, key, ttlMs === undefined ? "" : String(whole(ttlMs)))),
      ),
    async decrement(key) {
      await ask(redis.eval(SCRIPTS.decrement, 1, key));
    },
    async timeLeft(key) {
      const left = await ask(redis.pttl(key));
      return left < 0 ? null : left;
    },
    async publish(channel, message) {
      await ask(redis.publish(prefix + channel, message));
    },
    async subscribe(channel, listener) {
      const name = prefix + channel;
      const known = listeners.get(name) ?? new Set();
      listeners.set(name, known.add(listener));
      await ask(subscription().subscribe(name));
      return async () => {
        known.delete(listener);
        if (known.size === 0 && listeners.delete(name)) await ask(subscription().unsubscribe(name));
      };
    },
    async ping() {
      await ask(redis.ping());
    },
    async close() {
      subscriber?.disconnect();
      await redis.quit().catch(() => redis.disconnect());
    },
  };
}

/** Redis takes whole milliseconds, one at least. */
function whole(ttlMs: number): number {
  return Math.max(1, Math.ceil(ttlMs));
}

/** Without a listener the client would throw; its own reconnecting goes on all the same. */
function watch(redis: Redis, logger: Logger): Redis {
  let isDown = false;
  redis.on("error", (error: Error) => {
    if (!isDown) logger.error({ event: "redis.lost", err: error }, "store connection lost");
    isDown = true;
  });
  redis.on("ready", () => {
    if (isDown) logger.info({ event: "redis.back" }, "store connection is back");
    isDown = false;
  });
  return redis;
}
