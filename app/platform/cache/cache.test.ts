import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError } from "#domain/shared/errors.ts";
import type { Kv } from "../store/kv.ts";
import { createMemoryKv } from "../store/memory-kv.server.ts";
import { createLogger } from "../log/logger.server.ts";
import { createCache, type CacheOptions } from "./cache.server.ts";
import type { CacheKey, CacheRule } from "./types.ts";

const logger = createLogger({ level: "silent" });
const rule: CacheRule = { ttlMs: 1000, staleForMs: 10_000, tags: ["invoices:1"] };
const key: CacheKey = { scope: "user", userId: "a", name: "invoices" };
const down = () => Promise.reject(new AppError("provider_unavailable", { reason: "BILLING_UNAVAILABLE" }));

function setUp(options: Partial<CacheOptions> = {}) {
  const clock = { at: Date.parse("2026-11-23T00:00:00Z") };
  const now = () => new Date(clock.at);
  const kv = options.kv ?? createMemoryKv({ now });
  const create = () => createCache({ kv, now, logger, ...options });
  let reads = 0;
  const read = (value: unknown = "value") => {
    return () => {
      reads += 1;
      return Promise.resolve(value);
    };
  };
  return { clock, kv, cache: create(), create, read, reads: () => reads };
}

describe("cache", () => {
  it("reads once while fresh, and returns the very same object", async () => {
    const { cache, clock, read, reads } = setUp();
    const first = await cache.cached(key, rule, read({ list: [1] }));
    clock.at += 999;
    const second = await cache.cached(key, rule, read());
    expect(second.value).toBe(first.value);
    expect(second.readAt).toEqual(first.readAt);
    expect(reads()).toBe(1);
    clock.at += 1;
    await cache.cached(key, rule, read());
    expect(reads()).toBe(2);
  });

  it("calls the provider once for 200 simultaneous misses", async () => {
    const { cache, read, reads } = setUp();
    await Promise.all(Array.from({ length: 200 }, () => cache.cached(key, rule, read())));
    expect(reads()).toBe(1);
  });

  it("calls the provider once for simultaneous misses in two processes", async () => {
    const { create, read, reads } = setUp();
    const [one, two] = [create(), create()];
    const slow = async () => {
      await new Promise((resolve) => setTimeout(resolve, 60));
      return read()();
    };
    const readings = await Promise.all(
      [...Array(20).keys()].map((n) => (n % 2 ? one : two).cached(key, rule, slow)),
    );
    expect(reads()).toBe(1);
    expect(new Set(readings.map((reading) => reading.value))).toEqual(new Set(["value"]));
  });

  it("goes on when the process that held the right to read is gone", async () => {
    const { cache, kv, read } = setUp({ lockWaitMs: 100 });
    await kv.set("cache-lock:u:a:invoices", "dead", 60_000);
    expect((await cache.cached(key, rule, read())).value).toBe("value");
  });

  it("keeps one person's data from another", async () => {
    const { cache, read, reads } = setUp();
    await cache.cached(key, rule, read("of a"));
    const other = await cache.cached({ ...key, userId: "b" }, rule, read("of b"));
    expect([other.value, reads()]).toEqual(["of b", 2]);
  });

  it.each([
    ["a refusal", new AppError("provider_rejected", { reason: "BILLING_REFUSED" })],
    ["a defect", new TypeError("x is not a function")],
  ])("%s while reading leaves the last good copy in its place", async (_, error) => {
    const { cache, clock, read } = setUp();
    await cache.cached(key, rule, read("good"));
    clock.at += 1000;
    const stale = await cache.cached(key, rule, () => Promise.reject(error));
    expect(stale).toMatchObject({ value: "good", staleSince: new Date(clock.at) });
  });

  it("says unavailable where a provider refuses to be read, and passes answers on", async () => {
    const { cache } = setUp();
    const refused = new AppError("provider_rejected", { reason: "BILLING_REFUSED" });
    await expect(cache.cached(key, rule, () => Promise.reject(refused))).rejects.toMatchObject({
      code: "provider_unavailable",
      reason: "BILLING_UNAVAILABLE",
    });
    const missing = new AppError("not_found", { reason: "NOT_FOUND" });
    const other = { ...key, name: "one" };
    await expect(cache.cached(other, rule, () => Promise.reject(missing))).rejects.toBe(missing);
  });

  it("keeps nothing at a scale of 0", async () => {
    const { cache, read, reads } = setUp({ timeScale: 0 });
    await cache.cached(key, rule, read());
    await cache.cached(key, rule, read());
    expect(reads()).toBe(2);
    await expect(cache.cached(key, rule, down)).rejects.toMatchObject({ code: "provider_unavailable" });
  });

  it("drops by tag, in every process, at once", async () => {
    const { create, read, reads } = setUp();
    const [one, two] = [create(), create()];
    await one.cached(key, rule, read(1));
    await two.cached(key, rule, read(2));
    await two.drop("invoices:1");
    expect((await one.cached(key, rule, read(3))).value).toBe(3);
    expect(reads()).toBe(2);
    await one.drop("invoices:2");
    expect((await two.cached(key, rule, read(4))).value).toBe(3);
  });

  it("does not keep a reading that began before a drop", async () => {
    const { cache, read } = setUp();
    await cache.cached(key, rule, async () => {
      await cache.drop("invoices:1");
      return "old";
    });
    expect((await cache.cached(key, rule, read("new"))).value).toBe("new");
  });

  it("does not hand a reading that began before a drop to somebody who asks after it", async () => {
    const { cache, read } = setUp();
    let release = () => {};
    const begun = new Promise<void>((resolveBegun) => {
      const old = async () => {
        const held = new Promise<void>((resolve) => (release = resolve));
        resolveBegun();
        await held;
        return "old";
      };
      void cache.cached(key, rule, old);
    });
    await begun;
    await cache.drop("invoices:1");
    const after = cache.cached(key, rule, read("new"));
    await new Promise((resolve) => setTimeout(resolve, 20));
    release();
    expect((await after).value).toBe("new");
    expect((await cache.cached(key, rule, read("newer"))).value).toBe("new");
  });

  it("a drop holds even when the store has forgotten it", async () => {
    const { cache, kv, read } = setUp();
    await cache.cached(key, rule, read("old"));
    await cache.drop("invoices:1");
    await kv.delete("cache-tag:invoices:1");
    expect((await cache.cached(key, rule, read("new"))).value).toBe("new");
  });

  it("serves the last good value with its times while the provider is down, and never caches the failure", async () => {
    const { cache, clock, read } = setUp();
    const good = await cache.cached(key, rule, read("good"));
    clock.at += 5000;
    const since = new Date(clock.at);
    const stale = await cache.cached(key, rule, down);
    expect(stale).toEqual({ value: "good", readAt: good.readAt, staleSince: since });
    clock.at += 3000;
    expect((await cache.cached(key, rule, down)).staleSince).toEqual(since);
    clock.at += 3000;
    await expect(cache.cached(key, rule, down)).rejects.toMatchObject({ reason: "BILLING_UNAVAILABLE" });
    clock.at += 3000;
    expect(await cache.cached(key, rule, read("back"))).toMatchObject({ value: "back", staleSince: null });
  });

  it("a dropped value still stands in for a provider that fails", async () => {
    const { cache, read } = setUp();
    await cache.cached(key, rule, read("good"));
    await cache.drop("invoices:1");
    expect(await cache.cached(key, rule, down)).toMatchObject({ value: "good" });
  });

  it("leaves a failing provider alone for two seconds, unless asked again by a drop", async () => {
    const { cache, clock } = setUp();
    let asked = 0;
    const failing = () => {
      asked += 1;
      return down();
    };
    const attempt = () => cache.cached(key, rule, failing).catch(() => null);
    await attempt();
    await attempt();
    expect(asked).toBe(1);
    await cache.drop("invoices:1");
    await attempt();
    expect(asked).toBe(2);
    clock.at += 2001;
    await attempt();
    expect(asked).toBe(3);
  });

  it("throws other failures on and forgets them", async () => {
    const { cache, read } = setUp();
    const missing = () => Promise.reject(new AppError("not_found", { reason: "NOT_FOUND" }));
    await expect(cache.cached(key, rule, missing)).rejects.toMatchObject({ code: "not_found" });
    expect((await cache.cached(key, rule, read("there"))).value).toBe("there");
  });

  it("works without its store, only slower", async () => {
    const gone: Kv = new Proxy(createMemoryKv({ now: () => new Date() }), {
      get: (target, name) => (name === "kind" ? target.kind : () => down()),
    });
    const { cache, read, reads } = setUp({ kv: gone });
    expect((await cache.cached(key, rule, read(1))).value).toBe(1);
    expect((await cache.cached(key, rule, read(2))).value).toBe(2);
    expect(reads()).toBe(2);
  });

  it("a drop while the store is away does not fail, and holds here at once and elsewhere when the store is back", async () => {
    const store = createMemoryKv({ now: () => new Date("2026-11-23T00:00:00Z") });
    let isAway = false;
    const kv: Kv = new Proxy(store, {
      get: (target, name, receiver) =>
        isAway && name !== "kind" ? () => down() : (Reflect.get(target, name, receiver) as unknown),
    });
    const { create, read } = setUp({ kv });
    const [one, two] = [create(), create()];
    await one.cached(key, rule, read("old"));
    isAway = true;
    await one.drop("invoices:1");
    expect((await one.cached(key, rule, read("read while away"))).value).toBe("read while away");
    isAway = false;
    expect((await one.cached(key, rule, read("new"))).value).toBe("new");
    expect((await two.cached(key, rule, read("newer"))).value).toBe("new");
    expect((await one.cached(key, rule, read("newest"))).value).toBe("new");
  });

  it("a drop that the store did not take holds even where the store can be read", async () => {
    const store = createMemoryKv({ now: () => new Date("2026-11-23T00:00:00Z") });
    const kv: Kv = {
      ...store,
      set: (name, ...rest) => (name.startsWith("cache-tag:") ? down() : store.set(name, ...rest)),
    };
    const { cache, read } = setUp({ kv });
    await cache.cached(key, rule, read("old"));
    await cache.drop("invoices:1");
    expect((await cache.cached(key, rule, read("new"))).value).toBe("new");
  });

  it("after such a drop nobody joins a reading that began before it", async () => {
    const kv: Kv = new Proxy(createMemoryKv({ now: () => new Date() }), {
      get: (target, name) => (name === "kind" ? target.kind : () => down()),
    });
    const { cache, read } = setUp({ kv });
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const before = cache.cached(key, rule, async () => {
      await held;
      return "old";
    });
    await cache.drop("invoices:1");
    const after = cache.cached(key, rule, read("new"));
    expect((await after).value).toBe("new");
    release();
    expect((await before).value).toBe("old");
  });

  it("asks the store once for parts that are read together", async () => {
    const kv = createMemoryKv({ now: () => new Date() });
    let trips = 0;
    const counting: Kv = { ...kv, getMany: (keys) => ((trips += 1), kv.getMany(keys)) };
    const { cache, read } = setUp({ kv: counting });
    const names = ["one", "two", "three"];
    const all = () => Promise.all(names.map((name) => cache.cached({ ...key, name }, rule, read(name))));
    await all();
    trips = 0;
    await all();
    expect(trips).toBe(1);
  });

  it("never shows a value older than the last drop, whatever the order of things", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom("read1", "read2", "change", "time"), { maxLength: 40 }),
        async (acts) => {
          const { clock, create } = setUp();
          const processes = { read1: create(), read2: create() };
          let truth = 0;
          for (const act of acts) {
            if (act === "change") {
              truth += 1;
              await processes.read1.drop("invoices:1");
            } else if (act === "time") clock.at += 400;
            else {
              const reading = await processes[act].cached(key, rule, () => Promise.resolve(truth));
              expect(reading.value).toBe(truth);
            }
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  it("never answers a question with a reading that began before the last drop the asker could know of", async () => {
    const turns = async (count: number) => {
      for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    };
    const act = fc.oneof(
      fc.record({ kind: fc.constant("read" as const), by: fc.nat(1), slow: fc.nat(6) }),
      fc.record({ kind: fc.constant("change" as const), by: fc.nat(1) }),
      fc.record({ kind: fc.constant("turns" as const), count: fc.nat(6) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 16 }), async (acts) => {
        const { create } = setUp();
        const processes = [create(), create()];
        let truth = 0;
        const questions: Promise<void>[] = [];
        for (const step of acts) {
          if (step.kind === "turns") await turns(step.count);
          else if (step.kind === "change") {
            truth += 1;
            await processes[step.by]?.drop("invoices:1");
          } else {
            const asked = truth;
            const read = async () => {
              const value = truth;
              await turns(step.slow);
              return value;
            };
            const answer = processes[step.by]?.cached(key, rule, read);
            questions.push(
              Promise.resolve(answer).then((got) => expect(got?.value).toBeGreaterThanOrEqual(asked)),
            );
          }
        }
        await Promise.all(questions);
      }),
      { numRuns: 40 },
    );
  });
});
