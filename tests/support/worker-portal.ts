import { spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describePortal, type PortalOptions, type RunningPortal } from "./portal.ts";
import type { HostAddress, HostedPortal } from "./portal-host.ts";

export type WorkerPortal = RunningPortal & {
  /** Stops the portal as SIGTERM does, and its sandboxes. Throws when it does not stop cleanly. */
  stop: () => Promise<void>;
};

const HOST = new URL("portal-host.ts", import.meta.url).pathname;
const START_MS = 85_000;
/** The run that this worker belongs to. A worker process ends with its file; what it has started is kept for its place in the run. */
const RUN = process.ppid;
const PLACE = process.env.VITEST_POOL_ID ?? "0";
const FOLDER = join(tmpdir(), `portal-hosts-${RUN}`);
const ADDRESS = join(FOLDER, `${PLACE}.json`);
const LOG = join(FOLDER, `${PLACE}.log`);

/**
 * A portal for this test file: started anew, with new sandboxes and empty stores, in a process that all files of this worker share.
 * The process has read the build and compiled the embedded database once, which is most of a start. Whoever ends the process or
 * looks at it takes `startTestPortal`.
 */
export async function openTestPortal(options: PortalOptions = {}): Promise<WorkerPortal> {
  const host = await findHost();
  const from = statSync(LOG).size;
  const { addresses, environment } = (await ask(host, "/begin", options)) as HostedPortal;
  return {
    ...describePortal(addresses),
    environment,
    log: () => readFileSync(LOG).subarray(from).toString("utf8"),
    async stop() {
      await ask(host, "/end");
    },
  };
}

async function ask({ url }: HostAddress, path: string, body: unknown = {}): Promise<unknown> {
  const response = await fetch(url + path, { method: "POST", body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`the portal's host: ${await response.text()}`);
  return response.json();
}

async function findHost(): Promise<HostAddress> {
  const found = readAddress();
  if (found) return found;
  mkdirSync(FOLDER, { recursive: true });
  rmSync(ADDRESS, { force: true });
  const log = openSync(LOG, "a");
  const { TEST_DATABASE_URL, TEST_REDIS_URL, PATH, HOME } = process.env;
  const host = spawn(process.execPath, [HOST, ADDRESS, String(RUN)], {
    env: {
      NODE_ENV: "production",
      PATH,
      HOME,
      VITEST_POOL_ID: PLACE,
      ...(TEST_DATABASE_URL && TEST_REDIS_URL ? { TEST_DATABASE_URL, TEST_REDIS_URL } : {}),
    },
    stdio: ["ignore", log, log],
    detached: true,
  });
  host.unref();
  closeSync(log);
  for (const until = Date.now() + START_MS; Date.now() < until;) {
    const address = readAddress();
    if (address) return address;
    if (host.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the portal's host did not start:\n${readFileSync(LOG, "utf8")}`);
}

/** Null: none was started, or it has died. */
function readAddress(): HostAddress | null {
  if (!existsSync(ADDRESS)) return null;
  const address = JSON.parse(readFileSync(ADDRESS, "utf8")) as HostAddress;
  try {
    process.kill(address.pid, 0);
    return address;
  } catch {
    return null;
  }
}
