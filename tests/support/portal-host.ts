/**
 * The process that outlives test files: one for each worker of a run (worker-portal.ts starts it). It holds the production build in
 * memory and, for each file, starts a portal and its sandboxes anew on empty stores; nothing but loaded code is kept between two.
 *
 * Arguments: the file where it says how to reach it, and the process it ends with.
 */
import { once } from "node:events";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname } from "node:path";
import process from "node:process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type * as Build from "../../app/server/main.ts";
import { startSandbox } from "../sandbox/start.ts";
import {
  addressesOf,
  crmKeys,
  environmentAt,
  freePorts,
  testStores,
  TODAY,
  WEBHOOK_SECRET,
  type PortalAddresses,
  type PortalOptions,
} from "./portal.ts";

/** What a test file is told of the portal that was started for it. */
export type HostedPortal = { addresses: PortalAddresses; environment: Record<string, string> };
export type HostAddress = { url: string; pid: number };

const BUILD = new URL("../../build/server/server.js", import.meta.url);
const ASSETS = fileURLToPath(new URL("../../assets", import.meta.url));
const CLIENT = fileURLToPath(new URL("../../build/client", import.meta.url));
const OWNER_CHECK_MS = 1_000;

const [, , addressFile = "", owner = ""] = process.argv;
const { loadServer } = (await import(BUILD.href)) as typeof Build;
const { startPortal, loadBuild } = await loadServer();

let endCurrent: () => Promise<void> = async () => {};

async function begin(options: PortalOptions): Promise<HostedPortal> {
  await endCurrent();
  const ports = await freePorts();
  const addresses = addressesOf(ports);
  const stores = await testStores(options);
  const sandbox = await startSandbox({
    today: options.today === "real" ? undefined : TODAY,
    whmcs: {
      port: ports.whmcs,
      portalUrl: addresses.url,
      webhook: { url: `http://127.0.0.1:${ports.portal}/webhooks/whmcs`, secret: WEBHOOK_SECRET },
    },
    salesforce: {
      port: ports.salesforce,
      eventsPort: ports.salesforceEvents,
      publicKey: crmKeys().publicKey,
    },
    freebit: { port: ports.freebit },
  });
  const environment = {
    NODE_ENV: "production",
    ...environmentAt(ports, options),
    ...stores.environment,
    ...options.environment,
  };
  const dispose = async () => {
    await sandbox.close();
    await stores.drop();
  };
  const build = await loadBuild();
  const portal = await startPortal({ environment, build, clientDir: CLIENT, assetsDir: ASSETS }).catch(
    async (error: unknown) => {
      await dispose();
      throw error;
    },
  );
  endCurrent = async () => {
    endCurrent = async () => {};
    await portal.stop();
    await dispose();
  };
  return { addresses, environment };
}

const server = createServer((request, response) => {
  const answer = async (): Promise<unknown> => {
    if (request.url === "/begin") return begin(JSON.parse(await text(request)) as PortalOptions);
    await endCurrent();
    return {};
  };
  answer().then(
    (body) => response.end(JSON.stringify(body)),
    (error: unknown) => {
      response.statusCode = 500;
      response.end(error instanceof Error ? error.stack : String(error));
    },
  );
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
const address: HostAddress = {
  url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  pid: process.pid,
};
// In one step, so that nobody reads half of it.
writeFileSync(`${addressFile}.draft`, JSON.stringify(address));
renameSync(`${addressFile}.draft`, addressFile);

setInterval(() => {
  try {
    process.kill(Number(owner), 0);
  } catch {
    void endCurrent().finally(() => {
      rmSync(dirname(addressFile), { recursive: true, force: true });
      process.exit(0);
    });
  }
}, OWNER_CHECK_MS);
