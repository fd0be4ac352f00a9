import { AsyncLocalStorage } from "node:async_hooks";
import { join } from "node:path";
import { openDatabase, type Database } from "#db/client.server.ts";
import { countUnfinished } from "#db/repositories/fulfilments.server.ts";
import { touchSessionFamily } from "#db/repositories/sessions.server.ts";
import { asCustomer, asSystem } from "#db/row-security.server.ts";
import { seedDemo } from "#db/seed.server.ts";
import type { FindTowns } from "#domain/address/schema.ts";
import { createEmbeddedTowns } from "#integrations/address/embedded-towns.ts";
import { createJapanPost } from "#integrations/address/japan-post.ts";
import { createFindTowns } from "#integrations/address/towns.ts";
import { createOutboxOnlyMailer } from "#integrations/email/outbox-only-mailer.ts";
import { createSmtpMailer } from "#integrations/email/smtp-mailer.ts";
import { createFreebit, createFreebitTransport, type Freebit } from "#integrations/freebit/freebit.ts";
import { createCallBudget } from "#integrations/http/budget.ts";
import type { TransportStatus } from "#integrations/http/guard.ts";
import { createTransport } from "#integrations/http/transport.ts";
import { PricebookIdSchema } from "#domain/shared/salesforce-ids.ts";
import {
  createSalesforce,
  type Salesforce,
  type SalesforceOptions,
} from "#integrations/salesforce/salesforce.ts";
import { createWhmcs, type Whmcs } from "#integrations/whmcs/whmcs.ts";
import { resumeRegistrations } from "./features/auth/get-started/resume-registrations.server.ts";
import { mailPasswordReset } from "./features/auth/mail-password-reset.server.ts";
import { resealSecrets } from "./features/auth/reseal-secrets.server.ts";
import { endSession, type SessionEnd } from "./features/auth/sign-out.server.ts";
import { syncEmail } from "./features/auth/sync-email.server.ts";
import { takeGuestRequest } from "./features/catalog/take-guest-request.server.ts";
import { fillInvoiceIndex } from "./features/invoices/invoice-index.server.ts";
import {
  passOnCancellation,
  resumeCancellations,
} from "./features/orders/cancel/pass-on-cancellation.server.ts";
import { reissueContractDocument } from "./features/orders/contract/place-contract-document.server.ts";
import { fulfilOrder } from "./features/orders/fulfilment/fulfil-order.server.ts";
import { reconcileOrder } from "./features/orders/fulfilment/reconcile-order.server.ts";
import {
  reconcileOrders,
  startScheduledOrders,
} from "./features/orders/fulfilment/reconcile-orders.server.ts";
import { applySalesforceEvent } from "./features/realtime/apply-salesforce-event.server.ts";
import { createIntake, type Intake } from "./features/realtime/intake.server.ts";
import { resealPlacements } from "./features/orders/checkout/reseal-placements.server.ts";
import { resumeOrders } from "./features/orders/checkout/resume-orders.server.ts";
import { passOnChange, resumeChanges } from "./features/users/pass-on-change.server.ts";
import { applyWhmcsEvent } from "./features/webhooks/apply-whmcs-event.server.ts";
import { createCache } from "./platform/cache/cache.server.ts";
import type { Cache } from "./platform/cache/types.ts";
import { PLATFORM_ENDPOINT } from "./platform/config/salesforce-events.server.ts";
import type { Config } from "./platform/config/config.server.ts";
import type { Kv } from "./platform/kv/kv.ts";
import { createMemoryKv } from "./platform/kv/memory-kv.server.ts";
import { createRedisKv } from "./platform/kv/redis-kv.server.ts";
import type { Logger } from "./platform/log/logger.server.ts";
import { createMetrics, type Metrics } from "./platform/metrics/metrics.server.ts";
import { deliverMail } from "./platform/queue/deliver-mail.server.ts";
import { pruneExpired } from "./platform/queue/prune-expired.server.ts";
import { createQueue, type Queue } from "./platform/queue/queue.server.ts";
import { cookieNames, type CookieNames } from "./platform/security/cookies.server.ts";
import { createCsrf, type Csrf } from "./platform/security/csrf.server.ts";
import { createFieldEncryption, type FieldEncryption } from "./platform/security/field-encryption.server.ts";
import { createKeys, randomText, type Keys } from "./platform/security/keys.server.ts";
import { createLimits, type Limits } from "./platform/security/limits.server.ts";
import { hashPassword } from "./platform/security/passwords.server.ts";
import { createSessions, type Session, type Sessions } from "./platform/security/sessions.server.ts";

/** Everything that use-cases and routes work with. Made here and nowhere else. */
export type App = {
  config: Config;
  /** Where customers reach the portal, without a slash at the end. */
  origin: string;
  /** Where the billing site is, for the one redirect that leaves the portal. */
  billingOrigin: string;
  webhookSecret: string;
  fontsDir: string;
  now: () => Date;
  logger: Logger;
  metrics: Metrics;
  /** Carries to provider calls the request id, for their log lines, and the caller, for their budget. */
  requestScope: AsyncLocalStorage<{ requestId: string; caller: string }>;
  database: Database;
  kv: Kv;
  cache: Cache;
  queue: Queue;
  whmcs: Whmcs;
  salesforce: Salesforce;
  freebit: Freebit;
  /** How changes in the customer system are heard of. */
  intake: Pick<Intake, "status">;
  providers: Record<"whmcs" | "salesforce" | "freebit", { status(): TransportStatus }>;
  /** What a postcode stands for. Never fails for want of the address service. */
  findTowns: FindTowns;
  cookieNames: CookieNames;
  sessions: Sessions;
  /** For MACs of short-lived secrets, such as mailed codes. */
  keys: Keys;
  encryption: FieldEncryption;
  csrf: Csrf;
  limits: Limits;
  /** A refresh token came back that had been used up: its family is over, its owner's list and audit log say so. */
  onTokenReuse: (end: Omit<SessionEnd, "reason">) => Promise<void>;
  /** A session was renewed: the list of devices gets its time. Not waited for, and a failure only costs that time. */
  onSessionUsed: (session: Pick<Session, "userId" | "familyId">) => void;
  lifecycle: {
    isStopping: boolean;
    /** Called when the portal stops: ends of answers that would go on. */
    onStop: Set<() => void>;
  };
  demo: { password: string; signIns: string[] } | null;
  close: () => Promise<void>;
};

export type AppOptions = {
  config: Config;
  logger: Logger;
  origin: string;
  /** The stand-ins that run; null, or null inside, for what is configured. */
  sandbox: {
    whmcs: { url: string; identifier: string; secret: string; webhookSecret: string } | null;
    freebit: { url: string; oemId: string; oemKey: string } | null;
    salesforce: {
      url: string;
      clientId: string;
      username: string;
      privateKey: string | null;
      pricebookId: string;
      verificationMethodField: string;
      eventsEndpoint: string;
    } | null;
  } | null;
  /** Folder of the files that the server reads: fonts, postcodes. */
  assetsDir: string;
};

const DEMO_PASSWORD = "rainy-harbour-lantern-42";
/** The two that show most, one in each language; the others stand in the README. */
const DEMO_SIGN_INS = ["amelia@example.com", "hanako@example.jp"];

export async function createApp({ config, logger, origin, sandbox, assetsDir }: AppOptions): Promise<App> {
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
  const cache = createCache({ kv, now, logger, onEvent: metrics.onCacheRead });

  const billing = config.whmcs.kind === "live" ? config.whmcs : sandbox?.whmcs;
  if (!billing) throw new RangeError("no billing system is configured");
  const calls = {
    now,
    logger,
    metrics: { onCall: metrics.onProviderCall },
    requestId: () => requestScope.getStore()?.requestId,
    budget: createCallBudget({ caller: () => requestScope.getStore()?.caller, now }),
  };
  const transport = createTransport({
    ...calls,
    provider: "whmcs",
    unavailableReason: "BILLING_UNAVAILABLE",
    contentType: "application/x-www-form-urlencoded",
    limits: { maxConcurrent: config.whmcs.concurrency },
  });
  const whmcs = createWhmcs({
    url: billing.url,
    identifier: billing.identifier,
    secret: billing.secret,
    ...("accessKey" in billing && billing.accessKey ? { accessKey: billing.accessKey } : {}),
    customerNumberField: config.whmcs.customerNumberField,
    birthDateField: config.whmcs.birthDateField,
    genderField: config.whmcs.genderField,
    nationalityField: config.whmcs.nationalityField,
    transport,
    logger,
  });

  const salesforce = createSalesforce({ ...calls, ...salesforceAccess(config, sandbox) });

  const network = config.freebit.kind === "live" ? config.freebit : sandbox?.freebit;
  if (!network) throw new RangeError("no mobile network is configured");
  const { url, oemId, oemKey } = network;
  const freebit = createFreebit({ url, oemId, oemKey, transport: createFreebitTransport(calls), logger });

  const keys = createKeys(config.sessionSecrets ?? [randomText(48)]);
  const queue = createQueue({ database, logger });
  const intake = createIntake({
    ...{ database, kv, queue, salesforce, now, logger, metrics },
    events: config.salesforceEvents,
    endpoint: eventsEndpoint(config, sandbox),
  });
  const app: App = {
    config,
    origin,
    billingOrigin: new URL(billing.url).origin,
    webhookSecret: config.webhookSecret ?? sandbox?.whmcs?.webhookSecret ?? randomText(48),
    fontsDir: join(assetsDir, "fonts"),
    now,
    logger,
    metrics,
    requestScope,
    database,
    kv,
    cache,
    queue,
    whmcs,
    salesforce,
    freebit,
    intake,
    providers: { whmcs: transport, salesforce, freebit },
    findTowns: createFindTowns({
      service: config.japanPost && createJapanPost({ ...calls, ...config.japanPost }).findTowns,
      embedded: createEmbeddedTowns({ file: join(assetsDir, "postcodes", "towns.tsv.br") }),
    }),
    cookieNames: cookieNames(origin.startsWith("https:")),
    sessions: createSessions({ kv, keys, origin, now, isClosed: config.authMaintenance }),
    keys,
    encryption: createFieldEncryption(config.encryptionKeys),
    csrf: createCsrf(keys),
    limits: createLimits(kv),
    onTokenReuse: (end) => endSession(app, { ...end, reason: "reused" }),
    onSessionUsed: (session) => void noteUse(app, session),
    lifecycle: { isStopping: false, onStop: new Set() },
    demo: null,
    async close() {
      await intake.stop();
      await queue.stop();
      await kv.close();
      await database.close();
    },
  };
  if (config.mode === "demo") app.demo = await seed(app);
  const resealed = (await resealSecrets(app)) + (await resealPlacements(app));
  if (resealed > 0) logger.info({ resealed }, "secrets sealed with the new key");
  await startJobs(app);
  intake.start();
  watch(app);
  return app;
}

async function noteUse(
  { database, now, logger }: App,
  { userId, familyId }: Pick<Session, "userId" | "familyId">,
): Promise<void> {
  try {
    await asCustomer(database, userId, (tx) => touchSessionFamily(tx, familyId, now()));
  } catch (error) {
    logger.warn({ err: error }, "use of a session not noted");
  }
}

type SalesforceAccess = Pick<
  SalesforceOptions,
  "loginUrl" | "clientId" | "username" | "privateKey" | "pricebookId" | "verificationMethodField"
>;

function salesforceAccess({ salesforce }: Config, sandbox: AppOptions["sandbox"]): SalesforceAccess {
  if (salesforce.kind === "live") return salesforce;
  const { url, clientId, username, privateKey, pricebookId, verificationMethodField } =
    sandbox?.salesforce ?? {};
  if (!url || !clientId || !username || !privateKey) throw new RangeError("no customer system is configured");
  return {
    loginUrl: url,
    clientId,
    username,
    privateKey,
    pricebookId: PricebookIdSchema.parse(pricebookId),
    verificationMethodField,
  };
}

/** Null: events are not wanted. What stands in for the customer system has a bus of its own. */
function eventsEndpoint(
  { salesforce, salesforceEvents }: Config,
  sandbox: AppOptions["sandbox"],
): string | null {
  if (salesforceEvents.source === "poll") return null;
  if (salesforceEvents.endpoint !== null) return salesforceEvents.endpoint;
  return salesforce.kind === "live" ? PLATFORM_ENDPOINT : (sandbox?.salesforce?.eventsEndpoint ?? null);
}

async function seed({ database, now }: App) {
  await seedDemo(database, { passwordHash: await hashPassword(DEMO_PASSWORD), now: now() });
  return { password: DEMO_PASSWORD, signIns: DEMO_SIGN_INS };
}

async function startJobs(app: App): Promise<void> {
  const { config, queue, logger, database, now } = app;
  const mailer = config.mail.smtpUrl
    ? createSmtpMailer({ url: config.mail.smtpUrl, from: config.mail.from })
    : createOutboxOnlyMailer();
  // The demo's outbox is a page that shows them.
  const keepsText = config.mode === "demo";
  queue.work("send-mail", ({ mailId }) => deliverMail({ database, mailer, logger, now, keepsText }, mailId));
  queue.work("mail-password-reset", (request) => mailPasswordReset(app, request));
  queue.work("sync-email", (owner) => syncEmail(app, owner));
  queue.work("index-invoices", (owner) => fillInvoiceIndex(app, owner));
  queue.work("apply-whmcs-event", (event) => applyWhmcsEvent(app, event));
  queue.work("apply-salesforce-event", (event) => applySalesforceEvent(app, event));
  queue.work("resume-registrations", () => resumeRegistrations(app));
  queue.work("take-guest-request", ({ requestId }) => takeGuestRequest(app, requestId));
  queue.work("pass-on-change", ({ changeId }) => passOnChange(app, changeId));
  queue.work("resume-changes", () => resumeChanges(app));
  queue.work("fulfil-order", ({ orderId }) => fulfilOrder(app, { orderId }), config.fulfilment);
  queue.work("reconcile-order", (order) => reconcileOrder(app, order));
  queue.work("reconcile-orders", () => reconcileOrders(app));
  queue.work("start-scheduled-orders", () => startScheduledOrders(app));
  queue.work("resume-orders", () => resumeOrders(app));
  queue.work("pass-on-cancellation", ({ cancellationId }) => passOnCancellation(app, cancellationId));
  queue.work("resume-cancellations", () => resumeCancellations(app));
  queue.work("reissue-contract", (issue) => reissueContractDocument(app, issue));
  queue.work("prune-expired", () => pruneExpired({ database, logger, now, keepsMailText: keepsText }));
  await queue.start();
}

/** Figures that are read when metrics are asked for. */
function watch({ metrics, database, queue, providers, salesforce }: App): void {
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
    name: "portal_salesforce_api_calls",
    help: "Calls of the last 24 hours to Salesforce by everybody, and how many are allowed, as last told",
    read: (): Record<string, number> => {
      const usage = salesforce.usage();
      return usage ? { used: usage.used, allowed: usage.max } : {};
    },
  });
}
