import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { AppError } from "#domain/shared/errors.ts";
import { createLogger } from "../log/logger.server.ts";
import type { Kv } from "./kv.ts";
import { createMemoryKv } from "./memory-kv.server.ts";
import { createRedisKv } from "./redis-kv.server.ts";

const logger = createLogger({ level: "silent" });
const prefix = `test-${process.pid}-${Math.random().toString(36).slice(2)}:`;

/** TEST_REDIS_URL, or a server of our own: the contract always runs on a real one, or the tests fail. */
async function startRedis(): Promise<{ url: string; process: ChildProcess | null }> {
  const url = process.env.TEST_REDIS_URL;
  if (url) return { url, process: null };
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  const redis = spawn("redis-server", [
    "--port",
    String(port),
    "--bind",
    "127.0.0.1",
    "--save",
    "",
    "--appendonly",
    "no",
  ]);
  await Promise.race([
    once(redis, "spawn"),
    once(redis, "error").then(() => {
      throw new Error("These tests need Redis: set TEST_REDIS_URL or install redis-server");
    }),
  ]);
  return { url: `redis://127.0.0.1:${port}`, process: redis };
}

let redis: Awaited<ReturnType<typeof startRedis>>;
const stores = new Map<string, Kv>();
beforeAll(async () => {
  redis = await startRedis();
  stores.set("memory", createMemoryKv({ now: () => new Date() }));
  stores.set("redis", createRedisKv({ url: redis.url, prefix, logger }));
});
afterAll(async () => {
  for (const kv of stores.values()) await kv.close();
  redis.process?.kill();
});

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe.each(["memory", "redis"])("key-value store: %s", (kind) => {
  let counter = 0;
  const kv = () => {
    const store = stores.get(kind);
    if (!store) throw new Error(`no store ${kind}`);
    return store;
  };
  const key = () => `${kind}-${(counter += 1)}`;

  it("keeps, replaces, deletes and forgets after its time", async () => {
    const [a, b] = [key(), key()];
    expect(await kv().get(a)).toBeNull();
    await kv().set(a, "1");
    await kv().set(a, "2", 60_000);
    await kv().set(b, "日本 \u0000 {}");
    expect(await kv().getMany([a, b, key()])).toEqual(["2", "日本 \u0000 {}", null]);
    await kv().set(a, "3", 40);
    await sleep(70);
    expect(await kv().get(a)).toBeNull();
    await kv().delete(b, key());
    expect(await kv().get(b)).toBeNull();
    expect(await kv().getMany([])).toEqual([]);
    await kv().delete();
  });

  it("a set without a time takes an earlier time away", async () => {
    const a = key();
    await kv().set(a, "1", 40);
    await kv().set(a, "2");
    await sleep(70);
    expect(await kv().get(a)).toBe("2");
  });

  it("setIfAbsent lets one of many win, until its time is over", async () => {
    const a = key();
    const all = Array.from({ length: 20 }, (_, n) => String(n));
    const won = await Promise.all(all.map((value) => kv().setIfAbsent(a, value, 60_000)));
    expect(won.filter(Boolean)).toHaveLength(1);
    const b = key();
    expect(await kv().setIfAbsent(b, "short", 40)).toBe(true);
    await sleep(70);
    expect(await kv().setIfAbsent(b, "again", 1000)).toBe(true);
  });

  it("compareAndSet and compareAndDelete act on the expected value only", async () => {
    const a = key();
    expect(await kv().compareAndSet(a, "x", "1", 1000)).toBe(false);
    expect(await kv().compareAndSet(a, null, "1", 1000)).toBe(true);
    expect(await kv().compareAndSet(a, null, "2", 1000)).toBe(false);
    const moved = await Promise.all(
      Array.from({ length: 20 }, (_, n) => kv().compareAndSet(a, "1", `next${n}`, 1000)),
    );
    expect(moved.filter(Boolean)).toHaveLength(1);
    expect(await kv().compareAndDelete(a, "1")).toBe(false);
    const value = (await kv().get(a)) ?? "";
    expect(await kv().compareAndDelete(a, value)).toBe(true);
    expect(await kv().get(a)).toBeNull();
    await kv().set(a, "");
    expect(await kv().compareAndSet(a, null, "1", 1000)).toBe(false);
    expect(await kv().compareAndSet(a, "", "1", 1000)).toBe(true);
  });

  it("increment counts all of many, in a window that does not move", async () => {
    const a = key();
    const sums = await Promise.all(Array.from({ length: 30 }, () => kv().increment(a, 60_000)));
    expect(sums.toSorted((x, y) => x - y)).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
    expect(await kv().increment(a, 600_000)).toBe(31);
    expect(await kv().timeLeft(a)).toBeLessThanOrEqual(60_000);
    const b = key();
    await kv().increment(b, 40);
    await sleep(70);
    expect(await kv().increment(b, 40)).toBe(1);
  });

  it("decrement takes one back in the same window, and nothing where there is none", async () => {
    const [a, b] = [key(), key()];
    await kv().increment(a, 60_000);
    await kv().increment(a, 60_000);
    await kv().decrement(a);
    expect(await kv().timeLeft(a)).not.toBeNull();
    expect(await kv().increment(a, 60_000)).toBe(2);
    for (let count = 0; count < 5; count += 1) await kv().decrement(a);
    expect(await kv().get(a)).toBe("0");
    await kv().decrement(b);
    expect(await kv().get(b)).toBeNull();
  });

  it("timeLeft tells how long a key still has, and null where nothing ends", async () => {
    const [a, b] = [key(), key()];
    await kv().set(a, "1", 60_000);
    await kv().set(b, "1");
    const left = (await kv().timeLeft(a)) ?? 0;
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(60_000);
    expect(await kv().timeLeft(b)).toBeNull();
    expect(await kv().timeLeft(key())).toBeNull();
  });

  it("publishes to subscribers until they leave", async () => {
    const channel = key();
    const heard: string[] = [];
    const leave = await kv().subscribe(channel, (message) => heard.push(message));
    await kv().publish(channel, "one");
    await expect.poll(() => heard, { timeout: 10_000 }).toEqual(["one"]);
    await leave();
    await kv().publish(channel, "two");
    await sleep(50);
    expect(heard).toEqual(["one"]);
  });

  it("answers a ping", async () => {
    await kv().ping();
  });
});

describe("a Redis that is not there", () => {
  it("fails within seconds, as unavailable", async () => {
    const kv = createRedisKv({ url: "redis://127.0.0.1:1", prefix, logger });
    const error = await kv.get("a").catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: "provider_unavailable", reason: "MAINTENANCE" });
    await kv.close();
  });
});

describe("a Redis that goes away and comes back", () => {
  it("fails fast meanwhile, repeats nothing, and is used again with its subscriptions", async () => {
    const target = new URL(redis.url);
    const sockets = new Set<Socket>();
    const forward = (socket: Socket) => {
      const onward = connect(Number(target.port || 6379), target.hostname);
      for (const end of [socket, onward]) sockets.add(end.on("error", () => end.destroy()));
      socket.pipe(onward).pipe(socket);
    };
    const gate = createServer(forward).listen(0, "127.0.0.1");
    await once(gate, "listening");
    const { port } = gate.address() as AddressInfo;
    const url = new URL(redis.url);
    url.host = `127.0.0.1:${port}`;
    const kv = createRedisKv({ url: url.href, prefix, logger });
    const heard: string[] = [];
    await kv.subscribe("outage", (message) => heard.push(message));
    await kv.set("outage", "kept");
    expect(await kv.increment("outage-count")).toBe(1);

    gate.close();
    for (const socket of sockets) socket.destroy();
    const startedAt = performance.now();
    await expect(kv.increment("outage-count")).rejects.toMatchObject({ code: "provider_unavailable" });
    await expect(kv.ping()).rejects.toMatchObject({ reason: "MAINTENANCE" });
    expect(performance.now() - startedAt).toBeLessThan(5000);

    gate.listen(port, "127.0.0.1");
    await vi.waitFor(async () => expect(await kv.get("outage")).toBe("kept"), {
      timeout: 10_000,
      interval: 100,
    });
    expect(await kv.increment("outage-count")).toBe(2);
    await vi.waitFor(
      async () => {
        await kv.publish("outage", "back");
        expect(heard).toContain("back");
      },
      { timeout: 10_000, interval: 100 },
    );
    await kv.delete("outage", "outage-count");
    await kv.close();
    for (const socket of sockets) socket.destroy();
    gate.close();
  });
});

describe("the memory store", () => {
  it("forgets the least recently used beyond its size", async () => {
    const kv = createMemoryKv({ now: () => new Date(), maxEntries: 3 });
    for (const name of ["a", "b", "c"]) await kv.set(name, name);
    await kv.get("a");
    await kv.set("d", "d");
    expect(await kv.getMany(["a", "b", "c", "d"])).toEqual(["a", null, "c", "d"]);
  });
});
