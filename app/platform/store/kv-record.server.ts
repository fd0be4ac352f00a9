import { LRUCache } from "lru-cache";
import { z } from "zod";
import type { Logger } from "../log/logger.server.ts";
import type { Keys } from "../security/keys.server.ts";
import { createFieldEncryption, type FieldEncryption } from "./field-encryption.server.ts";
import type { Kv } from "./kv.ts";

/** How many records that cannot be opened are remembered, so that each is logged once. */
const REPORTED_MAX = 1000;

/**
 * Where records are kept, and the key that seals them. The key comes from SESSION_SECRETS: the first seals, all open, and
 * dropping one makes the records under it absent, as a flush of the store does.
 */
export type RecordStore = {
  kv: Kv;
  now: () => Date;
  encryption: FieldEncryption;
  /** Logs a record that cannot be opened, once. */
  reportUnreadable(fault: { name: string; key: string; fault: "seal" | "shape" }): void;
};

export function createRecordStore({
  kv,
  keys,
  now,
  logger,
}: {
  kv: Kv;
  keys: Keys;
  now: () => Date;
  logger: Logger;
}): RecordStore {
  const reported = new LRUCache<string, true>({ max: REPORTED_MAX });
  return {
    kv,
    now,
    encryption: createFieldEncryption(keys.all("record")),
    reportUnreadable({ name, key, fault }) {
      if (reported.has(key)) return;
      reported.set(key, true);
      logger.warn({ event: "record.unreadable", record: name, fault }, "a stored record cannot be opened");
    },
  };
}

type Deps = { records: RecordStore };

/** A record as it was read, to be changed or consumed only if it is still the same. */
export type OpenRecord<T> = {
  value: T;
  /** The record as it is now, with a new life; null when it was not as read any more. */
  replace(next: T): Promise<OpenRecord<T> | null>;
  /** True for the one call that consumes the record; false when it was changed or consumed meanwhile. */
  take(): Promise<boolean>;
};

/**
 * A kind of records of the key-value store. `place` tells one record of the kind from another, such as a session id or
 * `<user id>:<draft id>`: only what an outsider cannot guess, or what was checked to be the caller's own. Methods throw
 * AppError `provider_unavailable` when the store does not answer.
 */
export type KvRecord<T> = {
  readonly name: string;
  keyOf(place: string): string;
  /** Null: absent, over, or not written by this portal to this place. */
  get(deps: Deps, place: string): Promise<T | null>;
  /** In the order of the places, in one round trip. */
  getMany(deps: Deps, places: readonly string[]): Promise<(T | null)[]>;
  open(deps: Deps, place: string): Promise<OpenRecord<T> | null>;
  put(deps: Deps, place: string, value: T): Promise<void>;
  /** False, and nothing is written, where there is a record already. */
  putNew(deps: Deps, place: string, value: T): Promise<boolean>;
  /** Consumes the record: one of many callers at the same time gets it. */
  take(deps: Deps, place: string): Promise<T | null>;
  /** Applies `change` to what is there now, whatever others change at the same time; null when there is no record. */
  update(deps: Deps, place: string, change: (value: T) => T): Promise<T | null>;
  delete(deps: Deps, ...places: string[]): Promise<void>;
};

export type KvRecordOptions<T> = {
  /** First part of every key; no two kinds share one. */
  name: string;
  schema: z.ZodType<T>;
  /** Milliseconds from the write on; every write begins a new life. */
  lifeMs: number | ((value: T, now: Date) => number);
};

/**
 * Defines a kind of records. All are encrypted, with their key as associated data and their end inside: whoever can read the
 * store learns nothing of them, and whoever can write to it can neither make one, nor copy one to another place, nor lengthen
 * its life. One that cannot be opened, or has a shape that was given up since, is absent; reading never writes.
 */
export function kvRecord<T>({ name, schema, lifeMs }: KvRecordOptions<T>): KvRecord<T> {
  const envelope = z.object({ until: z.number(), value: schema });
  const keyOf = (place: string) => `${name}:${place}`;
  // Fields sealed with other keys of the portal name their places otherwise.
  const sealedPlace = (key: string) => `record ${key}`;

  function seal({ encryption, now }: RecordStore, key: string, value: T): { text: string; ttlMs: number } {
    const at = now();
    const ttlMs = typeof lifeMs === "number" ? lifeMs : lifeMs(value, at);
    const text = JSON.stringify({ until: at.getTime() + ttlMs, value });
    return { text: encryption.seal(text, sealedPlace(key)), ttlMs };
  }

  function unseal(
    { encryption, now, reportUnreadable }: RecordStore,
    key: string,
    text: string | null,
  ): T | null {
    if (text === null) return null;
    const plain = encryption.tryOpen(text, sealedPlace(key));
    const parsed = plain === null ? null : envelope.safeParse(JSON.parse(plain));
    if (parsed?.success !== true) {
      reportUnreadable({ name, key, fault: plain === null ? "seal" : "shape" });
      return null;
    }
    return parsed.data.until > now().getTime() ? parsed.data.value : null;
  }

  function opened(records: RecordStore, key: string, read: string, value: T): OpenRecord<T> {
    return {
      value,
      async replace(next) {
        const { text, ttlMs } = seal(records, key, next);
        const isReplaced = await records.kv.compareAndSet(key, read, text, ttlMs);
        return isReplaced ? opened(records, key, text, next) : null;
      },
      take: () => records.kv.compareAndDelete(key, read),
    };
  }

  async function open({ records }: Deps, place: string): Promise<OpenRecord<T> | null> {
    const key = keyOf(place);
    const read = await records.kv.get(key);
    const value = unseal(records, key, read);
    return read === null || value === null ? null : opened(records, key, read, value);
  }

  return {
    name,
    keyOf,
    open,
    get: async ({ records }, place) => unseal(records, keyOf(place), await records.kv.get(keyOf(place))),
    async getMany({ records }, places) {
      const keys = places.map(keyOf);
      const found = await records.kv.getMany(keys);
      return keys.map((key, index) => unseal(records, key, found[index] ?? null));
    },
    async put({ records }, place, value) {
      const { text, ttlMs } = seal(records, keyOf(place), value);
      await records.kv.set(keyOf(place), text, ttlMs);
    },
    async putNew({ records }, place, value) {
      const key = keyOf(place);
      const { text, ttlMs } = seal(records, key, value);
      const there = await records.kv.get(key);
      // What is there and cannot be opened is absent: it must not keep ours out.
      if (unseal(records, key, there) !== null) return false;
      return records.kv.compareAndSet(key, there, text, ttlMs);
    },
    async update(deps, place, change) {
      for (;;) {
        const found = await open(deps, place);
        if (found === null) return null;
        const next = change(found.value);
        if (await found.replace(next)) return next;
      }
    },
    async take(deps, place) {
      const found = await open(deps, place);
      return found !== null && (await found.take()) ? found.value : null;
    },
    async delete({ records }, ...places) {
      await records.kv.delete(...places.map(keyOf));
    },
  };
}
