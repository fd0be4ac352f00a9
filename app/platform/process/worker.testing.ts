import { openDatabase } from "#db/client.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { listProcesses } from "#db/repositories/processes.server.ts";
import type { Acted } from "./define.ts";
import { benchEngine, benchProcess, type BenchProvider } from "./engine.testing.ts";
import { createLogger } from "../log/logger.server.ts";

/*
 * A worker process of the crash tests: an engine on a real database, its provider behind HTTP. `seed`: so many runs are started first, those
 * that exist already are passed over. It prints `ready`, and `idle` once nothing of it can go on by itself.
 */
type Options = {
  name: string;
  url?: string;
  dataDir?: string;
  provider: string;
  seed: number;
  callMs: number;
  quietMs: number;
  leaseMs: number;
  sendWithinMs: number;
};
const {
  name,
  url,
  dataDir,
  provider: origin,
  seed,
  callMs,
  quietMs,
  leaseMs,
  sendWithinMs,
} = JSON.parse(process.argv[2] ?? "{}") as Options;

async function call(path: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${origin}${path}`, { method: "POST", signal: AbortSignal.timeout(callMs) });
  return { status: response.status, body: await response.json() };
}

const provider: BenchProvider = {
  async plain(key) {
    await call(`/plain?key=${key}`);
  },
  async look(key) {
    const { body } = await call(`/look?key=${key}`);
    const { actId } = body as { actId: string | null };
    return actId === null ? { absent: true } : { found: { actId } };
  },
  async act(key): Promise<Acted> {
    const { status, body } = await call(`/act?key=${key}`);
    if (status === 409) return { outcome: "refused", code: "REFUSED" };
    return { outcome: "done", refs: body as { actId: string } };
  },
};

const definition = benchProcess({ name, quietMs, leaseMs, concurrency: 32, pauses: [0.3, 0.6, 1] });
const database = await openDatabase({ url, dataDir, poolSize: 6, logger: createLogger({ level: "silent" }) });
const processes = benchEngine({
  database,
  definitions: [definition],
  services: provider,
  times: { leaseMs, sendWithinMs, pollMs: 100, clockMs: 2_000, factor: 1 },
});
for (let n = 0; n < seed; n += 1)
  await asSystem(database, async (tx) => {
    const key = String(n);
    if ((await processes.find(tx, name, key)) === null)
      await processes.start(tx, definition, { key, blind: n % 5 === 0, userId: null });
  });
processes.startPolling();
process.stdout.write("ready\n");
for (;;) {
  await new Promise((resolve) => setTimeout(resolve, 200));
  const open = await asSystem(database, (tx) => listProcesses(tx, { name, limit: 10_000 })).catch(() => null);
  if (open?.every(({ state }) => state === "parked")) break;
}
process.stdout.write("idle\n");
await processes.stop();
await database.close();
process.exit(0);
