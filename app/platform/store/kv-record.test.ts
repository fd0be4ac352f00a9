import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { createLogger } from "../log/logger.server.ts";
import { createKeys } from "../security/keys.server.ts";
import { createFieldEncryption } from "./field-encryption.server.ts";
import { createRecordStore, kvRecord, type KvRecord, type RecordStore } from "./kv-record.server.ts";
import type { Kv } from "./kv.ts";
import { createMemoryKv } from "./memory-kv.server.ts";

const SECRET = "a secret of the tests, 32 characters";
const OLDER = "an older secret, also 32 characters.";
const LIFE = 1000;

const notes = kvRecord({
  name: "note",
  schema: z.object({ userId: z.string(), count: z.number() }),
  lifeMs: LIFE,
});
const note = { userId: "amelia", count: 0 };

let at: number;
let kv: Kv;
let log: Record<string, unknown>[];
let records: RecordStore;
beforeEach(() => {
  at = Date.UTC(2026, 10, 23);
  kv = createMemoryKv({ now });
  log = [];
  records = storeWith([SECRET]);
});
const now = () => new Date(at);
function storeWith(secrets: string[]): RecordStore {
  const logger = createLogger({
    level: "info",
    destination: { write: (line: string) => void log.push(JSON.parse(line) as Record<string, unknown>) },
  });
  return createRecordStore({ kv, keys: createKeys(secrets), now, logger });
}

describe("a record", () => {
  test("is there for its time, is replaced and deleted", async () => {
    await notes.put({ records }, "a", note);
    await notes.put({ records }, "b", { ...note, count: 2 });
    expect(await notes.getMany({ records }, ["b", "c", "a"])).toEqual([{ ...note, count: 2 }, null, note]);
    at += LIFE - 1;
    expect(await notes.get({ records }, "a")).toEqual(note);
    await notes.put({ records }, "a", { ...note, count: 1 });
    at += 1;
    expect(await notes.getMany({ records }, ["a", "b"])).toEqual([{ ...note, count: 1 }, null]);
    await notes.delete({ records }, "a", "b");
    expect(await notes.get({ records }, "a")).toBeNull();
  });

  test("keeps every one of the changes that are made at the same time", async () => {
    await notes.put({ records }, "a", note);
    const add = () => notes.update({ records }, "a", (kept) => ({ ...kept, count: kept.count + 1 }));
    await Promise.all(Array.from({ length: 20 }, add));
    expect(await notes.get({ records }, "a")).toMatchObject({ count: 20 });
    expect(await notes.update({ records }, "b", (kept) => kept)).toBeNull();
  });

  test("is begun and consumed by one of many", async () => {
    const begun = await Promise.all([1, 2, 3].map(() => notes.putNew({ records }, "a", note)));
    expect(begun.filter(Boolean)).toHaveLength(1);
    const [one, other] = await Promise.all([1, 2].map(() => notes.open({ records }, "a")));
    expect([await one?.take(), await other?.take()]).toEqual([true, false]);
    await notes.put({ records }, "a", note);
    const taken = await Promise.all([1, 2, 3].map(() => notes.take({ records }, "a")));
    expect(taken.filter((kept) => kept !== null)).toEqual([note]);
    expect(await notes.take({ records }, "a")).toBeNull();
  });

  test("that was opened is consumed or replaced only as it was read", async () => {
    await notes.put({ records }, "a", note);
    const opened = await notes.open({ records }, "a");
    await notes.put({ records }, "a", { ...note, count: 7 });
    expect([await opened?.replace(note), await opened?.take()]).toEqual([null, false]);
    expect(await notes.get({ records }, "a")).toMatchObject({ count: 7 });
    const again = await notes.open({ records }, "a");
    const next = await again?.replace({ ...note, count: 8 });
    expect([await again?.take(), next?.value.count, await next?.take()]).toEqual([false, 8, true]);
  });

  test("tells who reads the store nothing", async () => {
    await notes.put({ records }, "a", note);
    expect(await kv.get("note:a")).toMatch(/^[0-9a-f]{12}\.[\w-]+$/);
    expect(Buffer.from((await kv.get("note:a")) ?? "", "base64url").toString()).not.toContain("amelia");
  });
});

describe("what somebody wrote into the store", () => {
  test("is absent: copied to another place, brought back after its end, or of a shape that was given up", async () => {
    await notes.put({ records }, "a", note);
    const kept = (await kv.get("note:a")) ?? "";
    await kv.set("note:b", kept);
    await kv.set("memo:a", kept);
    expect(await notes.get({ records }, "b")).toBeNull();
    const memos = kvRecord({ name: "memo", schema: z.unknown(), lifeMs: LIFE });
    expect(await memos.get({ records }, "a")).toBeNull();
    at += LIFE;
    await kv.set("note:a", kept);
    expect(await notes.get({ records }, "a")).toBeNull();
    const older = kvRecord({ name: "note", schema: z.object({ user: z.number() }), lifeMs: LIFE });
    await older.put({ records }, "c", { user: 1 });
    expect(await notes.get({ records }, "c")).toBeNull();
    expect(log.map(({ record, fault }) => [record, fault])).toEqual([
      ["note", "seal"],
      ["memo", "seal"],
      ["note", "shape"],
    ]);
  });

  test("keeps nobody out: a record of ours takes its place", async () => {
    await kv.set("note:a", "{}");
    expect(await notes.putNew({ records }, "a", note)).toBe(true);
    expect(await notes.get({ records }, "a")).toEqual(note);
  });

  test("is logged once, without its text and its key, and stays where it is", async () => {
    await kv.set("note:amelia", '{"userId":"hanako"}');
    for (let read = 0; read < 5; read += 1) await notes.get({ records }, "amelia");
    expect(log).toHaveLength(1);
    expect(log[0]).toMatchObject({ event: "record.unreadable", record: "note", fault: "seal" });
    expect(JSON.stringify(log)).not.toMatch(/amelia|hanako/);
    expect(await kv.get("note:amelia")).not.toBeNull();
  });
});

test("a secret that is replaced loses no record until it is dropped", async () => {
  await notes.put({ records: storeWith([OLDER]) }, "a", note);
  const both = { records: storeWith([SECRET, OLDER]) };
  expect(await notes.get(both, "a")).toEqual(note);
  expect(await notes.get({ records }, "a")).toBeNull();
  await notes.update(both, "a", (kept) => ({ ...kept, count: 1 }));
  expect(await notes.get({ records }, "a")).toMatchObject({ count: 1 });
});

/** Every kind of records, found where it is defined. */
async function listRecords(): Promise<{ file: string; record: KvRecord<unknown> }[]> {
  const found = [];
  for (const file of await sourceFiles()) {
    const text = await readFile(file, "utf8");
    const defined = text.match(/= kvRecord\(/g)?.length ?? 0;
    if (defined === 0) continue;
    const module = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
    const exported = Object.values(module).filter(isRecord);
    // One that is not exported could not be tried here.
    expect([file, exported.length]).toEqual([file, defined]);
    found.push(...exported.map((record) => ({ file, record })));
  }
  return found;
}

async function sourceFiles(): Promise<string[]> {
  const files = await readdir("app", { recursive: true });
  return files
    .filter((file) => /(?<!\.test|\.testing)\.tsx?$/.test(file))
    .map((file) => join(process.cwd(), "app", file));
}

function isRecord(value: unknown): value is KvRecord<unknown> {
  return typeof value === "object" && value !== null && "keyOf" in value && "putNew" in value;
}

describe("the records of the portal", () => {
  const userId = "00000000-0000-4000-8000-000000001001";
  const portalKey = { id: "2026-11", key: Buffer.alloc(32, 7) };

  test("all are sealed: whatever is written by hand under any key is absent", async () => {
    const all = await listRecords();
    expect(all.length).toBeGreaterThan(10);
    for (const { record } of all) {
      const place = `${userId}:place`;
      const key = record.keyOf(place);
      const hand = JSON.stringify({ userId, email: "eve@example.com", expiresAt: at + 60_000 });
      const wrapped = JSON.stringify({ until: at + 60_000, value: JSON.parse(hand) as unknown });
      const field = createFieldEncryption([portalKey]);
      const written = [
        "open",
        '"open"',
        hand,
        wrapped,
        `${"x".repeat(43)}.${wrapped}`,
        field.seal(wrapped, key),
      ];
      for (const text of written) {
        log = [];
        // The same fault at one key is told once.
        records = storeWith([SECRET]);
        await kv.set(key, text);
        expect(await record.get({ records }, place)).toBeNull();
        expect(await record.getMany({ records }, [place])).toEqual([null]);
        expect(await record.open({ records }, place)).toBeNull();
        expect(await record.take({ records }, place)).toBeNull();
        expect(await record.update({ records }, place, (value) => value)).toBeNull();
        expect(log).toEqual([
          expect.objectContaining({ event: "record.unreadable", record: record.name, fault: "seal" }),
        ]);
      }
    }
  });

  test("no two kinds share their keys", async () => {
    const names = (await listRecords()).map(({ record }) => record.name);
    expect(names).toEqual([...new Set(names)]);
    for (const name of names) expect(name).toMatch(/^[a-z-]+$/);
  });

  test("nothing else is kept in the store but counts, copies and leases", async () => {
    const others = [];
    for (const file of await sourceFiles()) {
      const text = await readFile(file, "utf8");
      if (/\bkv\s*\.(get|set|compareAnd|increment|decrement|delete)/.test(text)) others.push(file);
    }
    expect(others.map((file) => file.slice(file.indexOf("app/"))).toSorted()).toEqual([
      "app/features/events/lease.server.ts",
      "app/platform/cache/batched-get.ts",
      "app/platform/cache/cache.server.ts",
      "app/platform/cache/order-owners.server.ts",
      "app/platform/security/limits.server.ts",
      "app/platform/store/kv-record.server.ts",
    ]);
  });
});
