import { AsyncLocalStorage } from "node:async_hooks";
import type { Database } from "#db/client.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { seedDemo } from "#db/seed.server.ts";
import { openTestDatabase } from "#db/testing.server.ts";
import { createFreebit, createFreebitTransport } from "#integrations/freebit/freebit.ts";
import { PricebookIdSchema } from "#domain/shared/salesforce-ids.ts";
import { createEmbeddedTowns } from "#integrations/address/embedded-towns.ts";
import { createSalesforce } from "#integrations/salesforce/salesforce.ts";
import { environmentOf } from "#tests/sandbox/environment.ts";
import { startFreebitSandbox } from "#tests/sandbox/freebit/server.ts";
import { startSalesforceSandbox } from "#tests/sandbox/salesforce/server.ts";
import { startWhmcsSandbox } from "#tests/sandbox/whmcs/server.ts";
import { createWhmcs, createWhmcsTransport } from "#integrations/whmcs/whmcs.ts";
import { createCache } from "~/platform/cache/cache.server.ts";
import { readConfig } from "~/platform/config/config.server.ts";
import type { Services } from "~/services.ts";
import { createRecordStore } from "~/platform/store/kv-record.server.ts";
import { createMemoryKv } from "~/platform/store/memory-kv.server.ts";
import { createLogger } from "~/platform/log/logger.server.ts";
import { createMetrics } from "~/platform/metrics/metrics.server.ts";
import { PROCESS_TIMES } from "~/platform/config/processes.server.ts";
import { createProcesses } from "~/platform/process/processes.server.ts";
import { PROCESSES } from "~/server/processes.server.ts";
import { createQueue } from "~/platform/queue/queue.server.ts";
import { cookieNames } from "~/platform/security/cookies.server.ts";
import { createCsrf } from "~/platform/security/csrf.server.ts";
import { createFieldEncryption } from "~/platform/store/field-encryption.server.ts";
import { createKeys } from "~/platform/security/keys.server.ts";
import { createLimits } from "~/platform/security/limits.server.ts";
import { hashPassword } from "~/platform/security/passwords.server.ts";
import { createIntake } from "~/features/events/intake.server.ts";
import { createSessions } from "~/platform/security/sessions.server.ts";

export const PASSWORD = "rainy-harbour-lantern-42";
/** What the seed writes, and what nobody can delete: every other table begins empty again. */
const KEPT = [
  "users",
  "id_mappings",
  "notifications",
  "audit_events",
  "audit_base",
  "audit_head",
  "schema_migrations",
];
export const START = new Date("2026-11-23T05:05:00Z");

export type Call = { action: string; params: Record<string, string> };
export type TestDeps = Awaited<ReturnType<typeof startTestDeps>>;

/** One round trip that empties every table but those in KEPT. Tables are small here, and TRUNCATE takes fifty times as long. */
async function emptyStatement(database: Database): Promise<string> {
  const { rows } = await asSystem(database, (tx) =>
    tx.raw("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"),
  );
  const tables = rows.map((row) => String(row["tablename"])).filter((table) => !KEPT.includes(table));
  return ["pgboss.job", ...tables].map((table) => `DELETE FROM ${table}`).join("; ");
}

/**
 * The services of use-cases, made of the real parts: an embedded database with the seeded customers, the store in
 * memory, the billing adapter against its sandbox. The clock stands at START until `wait` moves it; jobs are written and
 * not worked. `environment` is what the portal would be configured with.
 */
export async function startTestDeps(environment: Record<string, string> = {}) {
  let at = START.getTime();
  const now = () => new Date(at);
  const logger = createLogger({ level: "silent" });
  const origin = "http://portal.test";
  const sandbox = await startWhmcsSandbox({ today: "2026-11-23" });
  // Who signs in there is asked for the time, so both have one clock.
  const crm = await startSalesforceSandbox({ machineTime: () => at });
  const network = await startFreebitSandbox({ today: "2026-11-23" });
  const config = readConfig({
    PORTAL_MODE: "demo",
    ...environmentOf({ whmcs: sandbox, salesforce: crm, freebit: network }),
    ...environment,
  });
  const database = await openTestDatabase();
  const passwordHash = await hashPassword(PASSWORD);
  await seedDemo(database, { passwordHash, now: START });
  const queue = createQueue({ database, logger });
  await queue.start();
  const empty = await emptyStatement(database);

  const findTowns = createEmbeddedTowns({ file: "assets/postcodes/towns.tsv.br" });
  const control = <T>(method: string, path: string, body?: unknown) =>
    send<T>(sandbox.controlUrl, method, path, body);
  const crmControl = <T>(method: string, path: string, body?: unknown) =>
    send<T>(crm.controlUrl, method, path, body);
  const networkControl = <T>(method: string, path: string, body?: unknown) =>
    send<T>(network.controlUrl, method, path, body);
  async function send<T>(controlUrl: string, method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(controlUrl + path, {
      method,
      headers: { "content-type": "application/json" },
      body: body === undefined ? null : JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`the sandbox's control answered ${response.status}`);
    return (await response.json()) as T;
  }

  /** Services on an empty store: nothing cached, nobody signed in, nothing counted. `on`: their way to the database. */
  function freshDeps(on: Database = database): Services {
    const kv = createMemoryKv({ now });
    // Of their own, so that a circuit which one test has opened is closed for the next.
    const transport = createWhmcsTransport({ now, logger, limits: { backOffMs: 1 } });
    const whmcs = createWhmcs({ ...sandbox, customerNumberField: 198, transport, logger });
    const salesforce = createSalesforce({
      loginUrl: crm.url,
      clientId: crm.clientId,
      username: crm.username,
      privateKey: crm.privateKey ?? "",
      pricebookId: PricebookIdSchema.parse(crm.pricebookId),
      verificationFields: crm.verificationFields,
      now,
      logger,
      limits: { backOffMs: 1 },
    });
    const freebit = createFreebit({
      ...network,
      transport: createFreebitTransport({ now, logger, limits: { backOffMs: 1 } }),
      logger,
    });
    const metrics = createMetrics();
    const keys = createKeys(["a secret of the tests, 32 characters"]);
    const records = createRecordStore({ kv, keys, now, logger });
    const encryption = createFieldEncryption(config.encryptionKeys);
    const services: Services = {
      config,
      origin,
      billingOrigin: sandbox.url,
      webhookSecret: "a webhook secret of the tests, 32 characters",
      fontsDir: "node_modules",
      now,
      logger,
      metrics,
      requestScope: new AsyncLocalStorage(),
      database: on,
      kv,
      records,
      cache: createCache({ kv, now, logger }),
      queue,
      // Nothing looks for what is due: tests say `runDue`. Their clock is not the database's.
      processes: createProcesses({
        database: on,
        encryption,
        now,
        logger,
        signals: kv,
        definitions: PROCESSES,
        services: () => services,
        times: { ...PROCESS_TIMES, clockMs: Number.MAX_SAFE_INTEGER },
      }),
      whmcs,
      salesforce,
      freebit,
      intake: createIntake({
        database,
        kv,
        queue,
        salesforce,
        now,
        logger,
        metrics,
        events: config.salesforceEvents,
        timing: config.timing,
        endpoint: crm.eventsEndpoint,
      }),
      providers: { whmcs: transport, salesforce, freebit },
      findTowns,
      cookieNames: cookieNames(false),
      sessions: createSessions({ records, keys, origin, now }),
      keys,
      encryption,
      csrf: createCsrf(keys),
      limits: createLimits(kv),
      onTokenReuse: () => Promise.resolve(),
      onSessionUsed: () => undefined,
      lifecycle: { isStopping: false, onStop: new Set() },
      demo: null,
      close: () => Promise.resolve(),
    };
    return services;
  }

  return {
    sandbox,
    crm,
    database,
    control,
    crmControl,
    networkControl,
    freshDeps,
    wait(ms: number) {
      at += ms;
    },
    /**
     * The clock as at the start, no faults and no calls in the sandbox, and no rows but the seeded ones; audit entries
     * stay, since nobody can delete those. `control("POST", "/reset")` brings the sandbox's own data back.
     */
    async reset() {
      at = START.getTime();
      await Promise.all([
        control("DELETE", "/faults"),
        control("DELETE", "/calls"),
        crmControl("DELETE", "/faults"),
        networkControl("DELETE", "/faults"),
      ]);
      await database.transaction(async (tx) => {
        await tx.raw("SET LOCAL ROLE NONE");
        // Neither the order of the tables nor the guard of what is kept for ever matters here.
        await tx.raw("SET LOCAL session_replication_role = replica");
        await tx.raw(empty);
        await tx.raw("UPDATE users SET status = 'active', last_sign_in_at = NULL, password_hash = $1", [
          passwordHash,
        ]);
      });
    },
    /** Entries of the audit log that one request has made. */
    async auditEvents(requestId: string) {
      const { rows } = await asSystem(database, (tx) =>
        tx.raw("SELECT * FROM audit_events WHERE request_id = $1 ORDER BY id", [requestId]),
      );
      return rows.map(({ user_id, type, at: moment, ip, device, detail }) => ({
        userId: user_id,
        type,
        at: new Date(moment as string | Date),
        ip,
        device,
        detail,
      }));
    },
    /** Calls that the sandbox has had, of one action, in their order. */
    async calls(action: string): Promise<Call[]> {
      const { recent } = await control<{ recent: Call[] }>("GET", "/calls");
      return recent.filter((call) => call.action === action);
    },
    /** Data of the jobs that wait in a queue. */
    async waitingJobs(name: string): Promise<unknown[]> {
      const { rows } = await asSystem(database, (tx) =>
        tx.raw("SELECT data FROM pgboss.job WHERE name = $1 AND state = 'created' ORDER BY created_on, id", [
          name,
        ]),
      );
      return rows.map((row) => row.data);
    },
    async close() {
      await queue.stop();
      await database.close();
      await sandbox.close();
      await crm.close();
      await network.close();
    },
  };
}
