import { spawn, type ChildProcess } from "node:child_process";
import { generateKeyPairSync, randomInt } from "node:crypto";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { createServer } from "node:net";
import pg from "pg";
import { newDataFolder } from "#db/testing.server.ts";
import { WORLD_ENVIRONMENT } from "../sandbox/environment.ts";
import { SandboxControl } from "./sandbox-control.ts";

/** The seeded day of the sandbox: a Monday and a public holiday. */
export const TODAY = "2026-11-23";
export const PASSWORD = "rainy-harbour-lantern-42";

/** A portal that runs, and the sandboxes it talks to. */
export type RunningPortal = {
  url: string;
  sandboxUrl: string;
  sandbox: SandboxControl;
  /** The same of the Salesforce sandbox. */
  crm: SandboxControl;
  /** The same of the Freebit sandbox. */
  network: SandboxControl;
  metricsUrl: string;
  /** What the portal was started with, for another process like it. */
  environment: Record<string, string>;
  /** Everything the portal wrote to standard output: its log. */
  log: () => string;
};

export type TestPortal = RunningPortal & {
  process: ChildProcess;
  /** Ends the portal and the sandbox; gives the portal's exit code, null when a signal ended it. */
  stop: (signal?: NodeJS.Signals) => Promise<number | null>;
};

export type PortalOptions = {
  environment?: Record<string, string>;
  /** `real`: the sandbox's world starts today, for tests of what depends on the portal's own clock. */
  today?: "fixed" | "real";
  /** Listens to the customer system: approved orders, the seeded one among them, are carried out. */
  hears?: boolean;
  /** Embedded stores whatever TEST_DATABASE_URL says. */
  embedded?: boolean;
};

export type TestPortalOptions = PortalOptions & {
  /** Embedded stores in this folder, which is kept over several starts of the portal, to see what a restart keeps. */
  dataDir?: string;
};

/**
 * The production build as its own process, with a sandbox and stores of its own. For tests that end or restart the process; others
 * take `openTestPortal` (worker-portal.ts).
 */
export async function startTestPortal(options: TestPortalOptions = {}): Promise<TestPortal> {
  const ports = await freePorts();
  const stores = await testStores(options);

  const sandbox = start(["scripts/sandbox.ts"], {
    SANDBOX_WHMCS_PORT: String(ports.whmcs),
    SANDBOX_SALESFORCE_PORT: String(ports.salesforce),
    SANDBOX_SALESFORCE_EVENTS_PORT: String(ports.salesforceEvents),
    SANDBOX_SALESFORCE_PUBLIC_KEY: crmKeys().publicKey,
    SANDBOX_FREEBIT_PORT: String(ports.freebit),
    SANDBOX_TODAY: options.today === "real" ? "" : TODAY,
    SANDBOX_WEBHOOK_URL: `http://127.0.0.1:${ports.portal}/webhooks/whmcs`,
    WHMCS_WEBHOOK_SECRET: WEBHOOK_SECRET,
    SANDBOX_PORTAL_URL: `http://localhost:${ports.portal}`,
  });
  const environment = {
    ...environmentAt(ports, options),
    ...stores.environment,
    ...options.environment,
  };
  const addresses = addressesOf(ports);
  await answers(`${addresses.sandboxUrl}/__sandbox/calls`, sandbox);
  const portal = runPortal(environment);
  await answers(`${addresses.url}/health/ready`, portal).catch(async (error: unknown) => {
    await end(sandbox.process, "SIGKILL");
    throw error;
  });

  return {
    ...describePortal(addresses),
    process: portal.process,
    environment,
    log: portal.output,
    // The process of this object, which a test may have replaced by a later one.
    async stop(this: TestPortal, signal = "SIGTERM") {
      const code = await end(this.process, signal);
      await end(sandbox.process, "SIGKILL");
      await stores.drop();
      return code;
    },
  };
}

export type Ports = Record<
  "portal" | "metrics" | "whmcs" | "salesforce" | "salesforceEvents" | "freebit",
  number
>;

export async function freePorts(): Promise<Ports> {
  return {
    portal: await freePort(),
    metrics: await freePort(),
    whmcs: await freePort(),
    salesforce: await freePort(),
    salesforceEvents: await freePort(),
    freebit: await freePort(),
  };
}

export type PortalAddresses = Record<"url" | "sandboxUrl" | "crmUrl" | "networkUrl" | "metricsUrl", string>;

export function addressesOf(ports: Ports): PortalAddresses {
  return {
    url: `http://localhost:${ports.portal}`,
    sandboxUrl: `http://127.0.0.1:${ports.whmcs}`,
    crmUrl: `http://127.0.0.1:${ports.salesforce}`,
    networkUrl: `http://127.0.0.1:${ports.freebit}`,
    metricsUrl: `http://127.0.0.1:${ports.metrics}/metrics`,
  };
}

export function describePortal({ url, sandboxUrl, crmUrl, networkUrl, metricsUrl }: PortalAddresses) {
  return {
    url,
    sandboxUrl,
    sandbox: new SandboxControl(sandboxUrl),
    crm: new SandboxControl(crmUrl),
    network: new SandboxControl(networkUrl),
    metricsUrl,
  };
}

/** What points a portal on these ports at sandboxes on these ports; the stores are added. */
export function environmentAt(ports: Ports, { hears }: PortalOptions): Record<string, string> {
  const { sandboxUrl, crmUrl, networkUrl } = addressesOf(ports);
  return {
    PORTAL_MODE: "demo",
    HOST: "127.0.0.1",
    PORT: String(ports.portal),
    METRICS_PORT: String(ports.metrics),
    ...WORLD_ENVIRONMENT,
    WHMCS_API_URL: sandboxUrl,
    WHMCS_API_IDENTIFIER: SANDBOX_IDENTIFIER,
    WHMCS_API_SECRET: SANDBOX_SECRET,
    WHMCS_WEBHOOK_SECRET: WEBHOOK_SECRET,
    SALESFORCE_LOGIN_URL: crmUrl,
    SALESFORCE_CLIENT_ID: CRM_CLIENT_ID,
    SALESFORCE_USERNAME: CRM_USERNAME,
    SALESFORCE_PRIVATE_KEY: crmKeys().privateKey,
    // What staff and the seeded orders set going would be counted among the calls of a test that is about something else.
    SALESFORCE_EVENTS: hears ? "pubsub" : "off",
    SALESFORCE_PUBSUB_ENDPOINT: `127.0.0.1:${ports.salesforceEvents}`,
    FREEBIT_BASE_URL: `${networkUrl}/emptool/api`,
    FREEBIT_OEM_ID: OEM_ID,
    FREEBIT_OEM_KEY: OEM_KEY,
    SALESFORCE_PORTAL_PRICEBOOK_ID: "01s5h0000000001AAA",
    SALESFORCE_VERIFICATION_METHOD_FIELD: "Id_Verification_Method__c",
    SALESFORCE_CHECKED_NAME_FIELD: "Id_Checked_Name__c",
    SALESFORCE_CHECKED_ADDRESS_FIELD: "Id_Checked_Address__c",
    SALESFORCE_CHECKED_BIRTH_DATE_FIELD: "Id_Checked_Birthdate__c",
    SESSION_SECRETS: SESSION_SECRET,
  };
}

export const WEBHOOK_SECRET = "webhook-secret-of-the-tests-0123456789";
export const SESSION_SECRET = "session-secret-of-the-tests-0123456789";
const SANDBOX_IDENTIFIER = "sandbox-identifier";
const SANDBOX_SECRET = "sandbox-secret";
const CRM_CLIENT_ID = "sandbox-consumer-key";
const CRM_USERNAME = "portal.integration@example.com";
const OEM_ID = "SBXOEM";
const OEM_KEY = "sandbox-key-1";

let pair: { publicKey: string; privateKey: string } | null = null;
/** One pair a process, made when it is needed: a test file whose worker has a portal needs none. */
export function crmKeys(): { publicKey: string; privateKey: string } {
  return (pair ??= generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  }));
}
const START_MS = 85_000;
/** So that a test of a process that dies waits for seconds: leases, lost calls and pauses are bounded, dead jobs soon found. */
export const SHORT_TIMES = {
  LEASE_SECONDS_MAX: "3",
  RETRY_SECONDS_MAX: "2",
  QUEUE_POLL_SECONDS: "0.5",
  QUEUE_SUPERVISE_SECONDS: "2",
  PROCESS_POLL_MS: "250",
  PROCESS_LEASE_MS: "3000",
  PROCESS_TIME_FACTOR: "0.05",
};
/** The same for durable processes: a quiet time of 75 seconds takes 7.5. */
export const SHORT_PROCESS_TIMES = {
  PROCESS_POLL_MS: "200",
  PROCESS_LEASE_MS: "3000",
  PROCESS_TIME_FACTOR: "0.1",
};

export type Running = { process: ChildProcess; output: () => string };

/** The portal's next process, on what the one before has left behind; the sandboxes live on, as the real systems do. */
export async function startAgain(
  portal: TestPortal,
  environment: Record<string, string> = {},
): Promise<TestPortal> {
  const running = runPortal({ ...portal.environment, ...environment });
  await answers(`${portal.url}/health/ready`, running);
  return { ...portal, process: running.process, log: running.output };
}

/** One process of the production build with this environment and nothing else. */
export function runPortal(environment: Record<string, string>): Running {
  return start(["build/server/server.js"], environment);
}

function start(args: string[], environment: Record<string, string>): Running {
  const child = spawn(process.execPath, args, {
    env: { NODE_ENV: "production", PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return { process: child, output: () => output };
}

/** Sends the signal and waits for the end; gives the exit code, null when a signal ended it. */
export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exited = once(child, "exit");
  child.kill(signal);
  await exited;
  return child.exitCode;
}

/** Waits until the address answers well. Ends the process and throws with its output when it does not. */
export async function answers(url: string, running: Running): Promise<void> {
  for (const until = Date.now() + START_MS; Date.now() < until;) {
    const { exitCode, signalCode } = running.process;
    if (exitCode !== null || signalCode !== null)
      throw new Error(`ended at once (${exitCode ?? signalCode}):\n${running.output()}`);
    const isUp = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await end(running.process, "SIGKILL");
  throw new Error(`${url} does not answer:\n${running.output()}`);
}

const PORTS_EACH = 1_500;
/** Workers of one run share no port: what one has found free is bound by its portal seconds later. */
const FIRST_PORT =
  20_000 + (Number(process.env.VITEST_POOL_ID ?? process.env.TEST_PARALLEL_INDEX ?? 0) % 8) * PORTS_EACH;
let nextPort = randomInt(PORTS_EACH);

/** Below the range from which systems take the ports of outgoing connections: one of those may be gone before it is used. */
export async function freePort(): Promise<number> {
  const port = FIRST_PORT + (nextPort++ % PORTS_EACH);
  const server = createServer().listen(port, "127.0.0.1");
  const isFree = await once(server, "listening").then(
    () => true,
    () => false,
  );
  if (!isFree) return freePort();
  server.close();
  await once(server, "close");
  return port;
}

export type Stores = { environment: Record<string, string>; drop: () => Promise<void> };

/** New and empty ones: a database and a key prefix on the servers of the run, or a folder for the embedded database. */
export async function testStores({ embedded, dataDir }: TestPortalOptions): Promise<Stores> {
  const { TEST_DATABASE_URL, TEST_REDIS_URL } = process.env;
  if (dataDir) return { environment: { DATA_DIR: dataDir }, drop: async () => {} };
  if (embedded || !TEST_DATABASE_URL || !TEST_REDIS_URL) {
    const folder = await newDataFolder();
    const drop = async () => rmSync(folder, { recursive: true, force: true });
    return { environment: { DATA_DIR: folder }, drop };
  }
  const name = `portal_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  const admin = async (sql: string) => {
    const client = new pg.Client({ connectionString: TEST_DATABASE_URL });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  await admin(`CREATE DATABASE ${name}`);
  const database = new URL(TEST_DATABASE_URL);
  database.pathname = `/${name}`;
  return {
    environment: { DATABASE_URL: database.href, REDIS_URL: TEST_REDIS_URL, REDIS_PREFIX: `${name}:` },
    drop: () => admin(`DROP DATABASE ${name} WITH (FORCE)`),
  };
}
