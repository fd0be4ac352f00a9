import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Database } from "#db/client.server.ts";
import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { PROCESS_TIMES, type ProcessTimes } from "../config/processes.server.ts";
import { createLogger } from "../log/logger.server.ts";
import { createFieldEncryption, type EncryptionKey } from "../store/field-encryption.server.ts";
import type { Kv } from "../store/kv.ts";
import {
  defineProcess,
  defineStep,
  done,
  ready,
  stop,
  type Acted,
  type AnyDefinition,
  type Looked,
} from "./define.ts";
import { createProcesses, type Processes } from "./processes.server.ts";

/** What the bench's process works with: one act at a provider without keys of its own, between two plain calls. */
export type BenchProvider = {
  plain(key: string): Promise<void>;
  act(key: string): Promise<Acted>;
  look(key: string): Promise<Looked>;
};

export type BenchInput = { key: string; blind: boolean; userId: string | null };
type BenchFacts = { actId?: string };

export const BENCH_KEY: EncryptionKey = { id: "bench", key: Buffer.alloc(32, 7) };

/** Every fifth cannot be looked up. The last step writes a message down in its own transaction. */
export function benchProcess({
  name = `bench-${randomUUID()}`,
  quietMs = 45_000,
  concurrency = 64,
  leaseMs,
  pauses = [5, 25, 120],
}: {
  name?: string;
  quietMs?: number;
  concurrency?: number;
  leaseMs?: number;
  pauses?: number[];
} = {}) {
  const ask = defineStep<BenchInput, BenchFacts, BenchProvider>("ask", {
    async take({ run, key }) {
      await run.plain(key);
      return done();
    },
  });
  const act = defineStep<BenchInput, BenchFacts, BenchProvider>("act", {
    async take({ run, key, input, once }) {
      const call = () => run.act(key);
      const made = await once(
        "Act",
        input.blind
          ? { repeat: "never", act: call, unclear: "BLIND_UNKNOWN" }
          : { repeat: "after_look", quietMs, look: () => run.look(key), act: call },
      );
      if (made.outcome === "refused") return stop(made.code, made.detail);
      return done({ facts: { actId: String(made.refs.actId) }, secret: { number: `090 ${key}` } });
    },
  });
  const tell = defineStep<BenchInput, BenchFacts, BenchProvider>("tell", {
    async take({ run, key }) {
      await run.plain(key);
      return done({
        also: (tx) =>
          recordAuditEvent(tx, { userId: null, type: "order.activated", at: new Date(), detail: { key } }),
      });
    },
  });
  return defineProcess<BenchProvider, BenchInput, BenchFacts, BenchProvider>({
    name,
    version: 1,
    keep: "fulfilments",
    concurrency,
    ...(leaseMs && { leaseMs }),
    input: z.object({ key: z.string(), blind: z.boolean(), userId: z.string().nullable() }),
    facts: z.object({ actId: z.string().optional() }),
    key: ({ key }) => key,
    prepare: async ({ services }) => ready(services),
    retry: { pauses, again: (code) => /UNAVAILABLE|REFUSED|MAINTENANCE|DEFECT/.test(code) },
    steps: [ask, act, tell],
  });
}

/** A clock that tests move. */
export function testClock(at = new Date()) {
  let ms = at.getTime();
  return { now: () => new Date(ms), wait: (more: number) => (ms += more) };
}

export function benchEngine<Services>({
  database,
  definitions,
  services,
  now = () => new Date(),
  times = { clockMs: Number.MAX_SAFE_INTEGER },
  keys = [BENCH_KEY],
  signals,
}: {
  database: Database;
  definitions: readonly AnyDefinition<Services>[];
  services: Services;
  now?: () => Date;
  times?: Partial<ProcessTimes>;
  keys?: EncryptionKey[];
  signals?: Kv;
}): Processes {
  return createProcesses<Services>({
    database,
    definitions,
    now,
    services: () => services,
    logger: createLogger({ level: "silent" }),
    encryption: createFieldEncryption(keys),
    times: { ...PROCESS_TIMES, ...times },
    ...(signals && { signals }),
  });
}

/** A provider in this process: it counts what it does, and does what the test says. */
export function countingProvider(
  answer: (key: string, act: () => string) => Promise<Acted> = async (_, act) => ({
    outcome: "done",
    refs: { actId: act() },
  }),
) {
  const acts = new Map<string, string[]>();
  const provider: BenchProvider = {
    plain: async () => undefined,
    act: (key) =>
      answer(key, () => {
        const id = randomUUID();
        acts.set(key, [...(acts.get(key) ?? []), id]);
        return id;
      }),
    async look(key) {
      const [first] = acts.get(key) ?? [];
      return first === undefined ? { absent: true } : { found: { actId: first } };
    },
  };
  return { provider, acts, count: (key: string) => acts.get(key)?.length ?? 0 };
}
