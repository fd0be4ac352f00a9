import { spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "#db/client.server.ts";
import { listProcesses } from "#db/repositories/processes.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { Database } from "#db/client.server.ts";
import { newDataFolder } from "#db/testing.server.ts";

/** PROCESS_CRASH_RUNS=10000: the long run. Otherwise sized for every day. */
const RUNS = Number(process.env.PROCESS_CRASH_RUNS ?? 0);
const SERVER = process.env.TEST_DATABASE_URL;
const LONGEST_MS = RUNS > 0 ? 60 * 60_000 : 240_000;
/** A call may take so long, and the provider may carry it out so long after the line broke. */
const TIMES = { callMs: 1_000, lateMs: 400, sendWithinMs: 700, leaseMs: 1_500 };
const QUIET_MS = 3_000;

/** A provider without keys: it loses answers, acts late, breaks lines and refuses, and counts what it has done. */
async function startProvider() {
  const acts = new Map<string, { actId: string; at: Date }[]>();
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://provider");
    const key = url.searchParams.get("key") ?? "";
    const answer = (status: number, body: unknown) =>
      void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    const act = () => {
      const actId = randomUUID();
      acts.set(key, [...(acts.get(key) ?? []), { actId, at: new Date() }]);
      return actId;
    };
    const chance = Math.random();
    if (url.pathname === "/look") return answer(200, { actId: acts.get(key)?.[0]?.actId ?? null });
    if (url.pathname === "/plain") return void setTimeout(() => answer(200, {}), 20);
    const arrivedAt = performance.now();
    if (chance < 0.15) {
      act();
      response.destroy();
    } else if (chance < 0.25) {
      response.destroy();
      // Never later than it says, however busy this machine is.
      setTimeout(
        () => performance.now() - arrivedAt < TIMES.lateMs + 100 && act(),
        Math.random() * TIMES.lateMs,
      );
    } else if (chance < 0.35) response.destroy();
    else if (chance < 0.4) answer(409, {});
    else answer(200, { actId: act() });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    acts,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))),
  };
}

type Worker = { child: ChildProcess; ready: Promise<void>; ended: Promise<void>; isIdle: () => boolean };

function startWorker(options: object): Worker {
  const script = new URL("./worker.testing.ts", import.meta.url).pathname;
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", script, JSON.stringify(options)],
    {
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let said = "";
  let wrong = "";
  child.stderr.on("data", (chunk: Buffer) => (wrong += chunk.toString()));
  const ended = new Promise<void>((resolve, reject) =>
    child.on("exit", (code) =>
      code ? reject(new Error(`a worker ended with ${code}: ${wrong}`)) : resolve(),
    ),
  );
  ended.catch(() => undefined);
  const ready = new Promise<void>((resolve) =>
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes("ready")) resolve();
    }),
  );
  return { child, ended, ready: Promise.race([ready, ended]), isIdle: () => said.includes("idle") };
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

let provider: Awaited<ReturnType<typeof startProvider>>;
let workers: Worker[] = [];
let clean: (() => Promise<void>)[] = [];
beforeEach(async () => {
  provider = await startProvider();
});
afterEach(async () => {
  for (const { child } of workers) child.kill("SIGKILL");
  await Promise.all(workers.map(({ ended }) => ended.catch(() => undefined)));
  workers = [];
  for (const each of clean.reverse()) await each();
  clean = [];
  await provider.close();
});

/** A database of its own on the server, which outlives the workers. */
async function serverDatabase(): Promise<{ url: string; admin: pg.Client }> {
  const admin = new pg.Client({ connectionString: SERVER });
  await admin.connect();
  const name = `portal_test_${randomUUID().replaceAll("-", "")}`;
  await admin.query(`CREATE DATABASE ${name}`);
  clean.push(async () => {
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
  });
  const url = new URL(SERVER ?? "");
  url.pathname = `/${name}`;
  return { url: url.href, admin };
}

/** No act twice, none lost, one message each, and everything ended or parked with a reason. */
async function judge(open: () => Promise<Database>, name: string, runs: number) {
  const database = await open();
  try {
    const [parked, done, messages] = await asSystem(database, async (tx) => [
      await listProcesses(tx, { name, state: "parked", limit: 100_000 }),
      await listProcesses(tx, { name, state: "done", limit: 100_000 }),
      (await tx.raw("SELECT detail->>'key' AS key, count(*)::int AS n FROM audit_events GROUP BY 1")).rows,
    ]);
    expect(parked.length + done.length).toBe(runs);
    const doubled = [...provider.acts].filter(([, made]) => made.length > 1);
    const tried = await asSystem(database, (tx) =>
      tx.raw(
        "SELECT key, act, begun_at, a.ended_at, outcome, a.error_code FROM process_attempts a JOIN processes p ON p.id = process_id WHERE key = ANY($1) AND act IS NOT NULL ORDER BY a.id",
        [doubled.map(([key]) => key)],
      ),
    );
    expect(doubled, `acts made twice: ${JSON.stringify(tried.rows)}`).toEqual([]);
    expect(
      done.filter(({ key }) => !provider.acts.has(key)).map(({ key }) => key),
      "acts lost",
    ).toEqual([]);
    expect(done.map(({ key }) => key).sort()).toEqual(messages.map(({ key }) => key).sort());
    expect(
      messages.filter(({ n }) => n !== 1),
      "messages written twice",
    ).toEqual([]);
    for (const { key, errorCode } of parked)
      expect([key, errorCode]).toEqual([
        key,
        expect.stringMatching(
          Number(key) % 5 === 0 ? /./ : /^(POISON|REFUSED|OUTCOME_UNKNOWN|DEFECT|INTERNAL|MAINTENANCE)$/,
        ),
      ]);
    // Those that can be looked up go on by themselves, but for a few that had bad luck four times in a row.
    const seeing = parked.filter(({ key }) => Number(key) % 5 !== 0);
    expect(seeing.length).toBeLessThan(Math.max(4, runs * 0.1));
  } finally {
    await database.close();
  }
}

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

// Each run has the tests of its own stores: on the embedded ones there is no server to kill workers beside.
const describeOnServer = SERVER ? describe : () => undefined;
const describeEmbedded = SERVER ? () => undefined : describe;
if (!SERVER) process.stderr.write("workers on PostgreSQL were NOT killed: TEST_DATABASE_URL is not set\n");

describeOnServer("workers on PostgreSQL", () => {
  async function run(
    runs: number,
    disturb: (at: { restart: (n: number) => Promise<void>; admin: pg.Client; url: string }) => Promise<void>,
  ) {
    const { url, admin } = await serverDatabase();
    const name = "bench";
    const options = { name, url, provider: provider.url, quietMs: QUIET_MS, ...TIMES };
    const seeder = startWorker({ ...options, seed: runs });
    workers = [seeder];
    await seeder.ready;
    workers.push(startWorker({ ...options, seed: 0 }));
    await workers[1]?.ready;
    const restart = async (n: number) => {
      workers[n]?.child.kill("SIGKILL");
      const again = startWorker({ ...options, seed: 0 });
      workers[n] = again;
      await again.ready;
    };
    await disturb({ restart, admin, url });
    await expect
      .poll(() => workers.every((worker) => worker.isIdle()), { timeout: LONGEST_MS, interval: 200 })
      .toBe(true);
    await judge(() => openDatabase({ url, logger: silent }), name, runs);
  }

  test("that are killed again and again make nothing twice and lose nothing", { timeout: LONGEST_MS }, () =>
    run(RUNS || 120, async ({ restart }) => {
      for (let n = 0; n < (RUNS ? RUNS / 50 : 6); n += 1) {
        await sleep(150 + Math.random() * 500);
        await restart(n % 2);
      }
    }),
  );

  test("that sleep for longer than lease and quiet time make nothing twice", { timeout: LONGEST_MS }, () =>
    run(RUNS || 80, async () => {
      for (let n = 0; n < (RUNS ? RUNS / 200 : 2); n += 1) {
        await sleep(100 + Math.random() * 300);
        const { child } = workers[n % 2] ?? {};
        child?.kill("SIGSTOP");
        await sleep(TIMES.leaseMs + QUIET_MS + 700);
        child?.kill("SIGCONT");
      }
    }),
  );

  test("whose connections are cut make nothing twice, and go on", { timeout: LONGEST_MS }, () =>
    run(RUNS || 80, async ({ admin, url }) => {
      const database = new URL(url).pathname.slice(1);
      for (let n = 0; n < (RUNS ? RUNS / 20 : 10); n += 1) {
        await sleep(150);
        await admin.query(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND random() < 0.6",
          [database],
        );
      }
    }),
  );
});

describeEmbedded("a process on the embedded database", () => {
  test(
    "that is killed again and again makes nothing twice and loses nothing",
    { timeout: LONGEST_MS },
    async () => {
      const runs = RUNS ? Math.min(RUNS, 1_000) : 30;
      const dataDir = await newDataFolder();
      clean.push(async () => rmSync(dataDir, { recursive: true, force: true }));
      const options = {
        name: "bench",
        dataDir,
        provider: provider.url,
        seed: runs,
        quietMs: QUIET_MS,
        ...TIMES,
      };
      for (let n = 0; n < (RUNS ? 30 : 3); n += 1) {
        workers = [startWorker(options)];
        await workers[0]?.ready;
        await sleep(100 + Math.random() * 500);
        workers[0]?.child.kill("SIGKILL");
        await workers[0]?.ended.catch(() => undefined);
      }
      workers = [startWorker(options)];
      await workers[0]?.ended;
      await judge(() => openDatabase({ dataDir, logger: silent }), "bench", runs);
    },
  );
});
