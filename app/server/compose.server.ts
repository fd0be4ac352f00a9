import { AsyncLocalStorage } from "node:async_hooks";
import { join } from "node:path";
import { openDatabase } from "#db/client.server.ts";
import { countUnfinished } from "#db/repositories/fulfilments.server.ts";
import { oldestQueuedMail } from "#db/repositories/mail-outbox.server.ts";
import { touchSessionFamily } from "#db/repositories/sessions.server.ts";
import { asCustomer, asSystem } from "#db/row-security.server.ts";
import { seedDemo } from "#db/seed.server.ts";
import { createEmbeddedTowns } from "#integrations/address/embedded-towns.ts";
import { createJapanPost } from "#integrations/address/japan-post.ts";
import { createFindTowns } from "#integrations/address/towns.ts";
import { createFreebit, createFreebitTransport } from "#integrations/freebit/freebit.ts";
import { createSalesforce } from "#integrations/salesforce/salesforce.ts";
import { createCallBudget } from "#integrations/http/budget.ts";
import { DEFAULT_LIMITS } from "#integrations/http/transport.ts";
import { createWhmcs, createWhmcsTransport } from "#integrations/whmcs/whmcs.ts";
import { resealSecrets } from "~/features/factors/reseal-secrets.server.ts";
import { endSession } from "~/features/sessions/sign-out.server.ts";
import { resealPlacements } from "~/features/orders/checkout/reseal-placements.server.ts";
import { createIntake } from "~/features/events/intake.server.ts";
import { createCache } from "~/platform/cache/cache.server.ts";
import type { Config } from "~/platform/config/config.server.ts";
import { createRecordStore } from "~/platform/store/kv-record.server.ts";
import { createMemoryKv } from "~/platform/store/memory-kv.server.ts";
import { createRedisKv } from "~/platform/store/redis-kv.server.ts";
import type { Logger } from "~/platform/log/logger.server.ts";
import { createMetrics } from "~/platform/metrics/metrics.server.ts";
import { createProcesses } from "~/platform/process/processes.server.ts";
import { createQueue } from "~/platform/queue/queue.server.ts";
import { cookieNames } from "~/platform/security/cookies.server.ts";
import { createCsrf } from "~/platform/security/csrf.server.ts";
import { createFieldEncryption } from "~/platform/store/field-encryption.server.ts";
import { createKeys, randomText } from "~/platform/security/keys.server.ts";
import { createLimits } from "~/platform/security/limits.server.ts";
import { hashPassword } from "~/platform/security/passwords.server.ts";
import { createSessions, type Session } from "~/platform/security/sessions.server.ts";
import type { Services } from "~/services.ts";
import { ADOPTIONS, PROCESSES } from "./processes.server.ts";
import { nameJobs } from "./jobs.server.ts";

export type ComposeOptions = {
  config: Config;
  logger: Logger;
  /** Where customers reach the portal, without a slash at the end. */
  origin: string;
  /** Folder of the files that the server reads: fonts, postcodes. */
  assetsDir: string;
};

const DEMO_PASSWORD = "rainy-harbour-lantern-42";
/** The two that show most, one in each language; the others stand in the README. */
const DEMO_SIGN_INS = ["amelia@example.com", "hanako@example.jp"];

/**
 * Makes every part of the portal out of the configuration, opens the stores, migrates the database and starts the jobs. The one
 * place that builds adapters and stores.
 */
export async function compose({ config, logger, origin, assetsDir }: ComposeOptions): Promise<Services> {
  const now = () => new Date();
  const metrics = createMetrics();
  const requestScope = new AsyncLocalStorage<{ requestId: string; caller: string }>();

  const database = await openDatabase({
    url: config.database.url,
    dataDir: config.database.dataDir,
    poolSize: config.database.poolSize,
    logger,
  });
  const kv = config.redisUrl
    ? createRedisKv({ url: config.redisUrl, prefix: config.redisPrefix, logger })
    : createMemoryKv({ now });
  const cache = createCache({
    kv,
    now,
    logger,
    onEvent: metrics.onCacheRead,
    timeScale: config.cacheTimeScale,
  });

  const calls = {
    now,
    logger,
    metrics: { onCall: metrics.onProviderCall },
    requestId: () => requestScope.getStore()?.requestId,
    // The budget is meant for what the cache lets through; without a cache every page is.
    ...(config.cacheTimeScale > 0 && {
      budget: createCallBudget({ caller: () => requestScope.getStore()?.caller, now }),
    }),
  };
  const openForMs = Math.min(DEFAULT_LIMITS.openForMs, config.timing.longestRetryMs);
  const whmcs = createWhmcs({
    ...config.whmcs,
    transport: createWhmcsTransport({
      ...calls,
      limits: { maxConcurrent: config.whmcs.concurrency, openForMs },
    }),
    logger,
  });
  const salesforce = createSalesforce({ ...calls, ...config.salesforce, limits: { openForMs } });
  const freebit = createFreebit({
    ...config.freebit,
    transport: createFreebitTransport({ ...calls, limits: { openForMs } }),
    logger,
  });

  const keys = createKeys(config.sessionSecrets ?? [randomText(48)]);
  const records = createRecordStore({ kv, keys, now, logger });
  const queue = createQueue({ database, logger, timing: config.timing, works: config.jobs });
  const encryption = createFieldEncryption(config.encryptionKeys);
  const processes = createProcesses({
    database,
    encryption,
    now,
    logger,
    metrics,
    signals: kv,
    times: config.processes,
    definitions: PROCESSES,
    services: () => services,
  });
  const intake = createIntake({
    database,
    kv,
    queue,
    salesforce,
    now,
    logger,
    metrics,
    timing: config.timing,
    // Events are work too: what is heard becomes a job.
    events: config.jobs ? config.salesforceEvents : { ...config.salesforceEvents, source: "off" },
    endpoint: config.salesforceEvents.endpoint,
  });
  const services: Services = {
    config,
    origin,
    billingOrigin: new URL(config.whmcs.url).origin,
    webhookSecret: config.webhookSecret ?? randomText(48),
    fontsDir: join(assetsDir, "fonts"),
    now,
    logger,
    metrics,
    requestScope,
    database,
    kv,
    records,
    cache,
    queue,
    processes,
    whmcs,
    salesforce,
    freebit,
    intake,
    providers: { whmcs, salesforce, freebit },
    findTowns: createFindTowns({
      service: config.japanPost && createJapanPost({ ...calls, ...config.japanPost }).findTowns,
      embedded: createEmbeddedTowns({ file: join(assetsDir, "postcodes", "towns.tsv.br") }),
    }),
    cookieNames: cookieNames(origin.startsWith("https:")),
    sessions: createSessions({ records, keys, origin, now, isClosed: config.authMaintenance }),
    keys,
    encryption,
    csrf: createCsrf(keys),
    limits: createLimits(kv),
    onTokenReuse: (end) => endSession(services, { ...end, reason: "reused" }),
    onSessionUsed: (session) => void noteUse(services, session),
    lifecycle: { isStopping: false, onStop: new Set() },
    demo: null,
    async close() {
      await intake.stop();
      await Promise.all([queue.stop(), processes.stop()]);
      await kv.close();
      await database.close();
    },
  };
  if (config.mode === "demo") services.demo = await seed(services);
  const resealed =
    (await resealSecrets(services)) + (await resealPlacements(services)) + (await processes.reseal());
  if (resealed > 0) logger.info({ event: "secret.resealed", resealed }, "secrets sealed with the new key");
  if (config.jobs) nameJobs(services);
  else logger.warn({ event: "portal.jobs_off" }, "JOBS=off: no job, no mail and no event is worked");
  await queue.start();
  if (config.jobs) for (const adopt of ADOPTIONS) await adopt(services);
  if (config.jobs) processes.startPolling();
  intake.start();
  watch(services);
  return services;
}

async function noteUse(
  { database, now, logger }: Services,
  { userId, familyId }: Pick<Session, "userId" | "familyId">,
): Promise<void> {
  try {
    await asCustomer(database, userId, (tx) => touchSessionFamily(tx, familyId, now()));
  } catch (error) {
    logger.warn({ event: "session.use_not_noted", err: error }, "use of a session not noted");
  }
}

async function seed({ database, now }: Services) {
  await seedDemo(database, { passwordHash: await hashPassword(DEMO_PASSWORD), now: now() });
  return { password: DEMO_PASSWORD, signIns: DEMO_SIGN_INS };
}

/** Figures that are read when metrics are asked for. */
function watch({ metrics, database, queue, providers, salesforce, now }: Services): void {
  metrics.gauge({
    name: "portal_database_connections",
    help: "Connections of the database pool",
    read: () => database.poolFigures(),
  });
  metrics.gauge({
    name: "portal_orders",
    help: "Approved orders that are not set up yet, by state; parked ones wait for a person",
    read: () => asSystem(database, countUnfinished),
  });
  metrics.gauge({ name: "portal_queue_jobs", help: "Jobs waiting, by queue", read: () => queue.depth() });
  metrics.gauge({
    name: "portal_provider_circuit_open",
    help: "1 while calls to a provider are held back",
    read: () =>
      Object.fromEntries(
        Object.entries(providers).map(([name, provider]) => [
          name,
          provider.status().circuit === "open" ? 1 : 0,
        ]),
      ),
  });
  metrics.gauge({
    name: "portal_provider_refused",
    help: "1 while a provider refuses the credentials, the address or the permissions of the portal",
    label: "provider",
    read: () =>
      Object.fromEntries(
        Object.entries(providers).map(([name, provider]) => [name, provider.status().refusedSince ? 1 : 0]),
      ),
  });
  metrics.gauge({
    name: "portal_mail_oldest_queued_seconds",
    help: "Age of the oldest mail that still waits, by template",
    label: "template",
    read: async () => {
      const oldest = await asSystem(database, oldestQueuedMail);
      const at = now().getTime();
      return Object.fromEntries(
        oldest.map(({ template, createdAt }) => [template, (at - createdAt.getTime()) / 1000]),
      );
    },
  });
  metrics.gauge({
    name: "portal_salesforce_api_calls",
    help: "Calls of the last 24 hours to Salesforce by everybody, and how many are allowed, as last told",
    read: (): Record<string, number> => {
      const usage = salesforce.usage();
      return usage ? { used: usage.used, allowed: usage.max } : {};
    },
  });
}
