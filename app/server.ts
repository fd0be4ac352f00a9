import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { ServerBuild } from "@remix-run/node";
import { createApp, type App } from "./context.server.ts";
import { createHost } from "./host.server.ts";
import { ConfigError, readConfig, type Config } from "./platform/config/config.server.ts";
import { createLogger } from "./platform/log/logger.server.ts";
import { startMetricsServer } from "./platform/metrics/metrics-server.server.ts";

type Fetch = Parameters<typeof getRequestListener>[0];

export type StartOptions = {
  environment: Record<string, string | undefined>;
  build: ServerBuild | (() => Promise<ServerBuild>);
  /** Folder of the browser's files; null while developing. */
  clientDir: string | null;
  /** Folder of the files that the server reads: fonts of printed documents, postcodes. */
  assetsDir: string;
  server?: Server;
  /** How the host is put behind the HTTP server; the developer's loop puts Vite in between. */
  listener?: (fetch: Fetch) => RequestListener;
};

export type Portal = {
  app: App;
  origin: string;
  /** Control pages of the stand-ins, by what they stand in for. Empty outside a demo. */
  sandboxes: { title: string; controlUrl: string }[];
  /** Stops taking requests, lets those under way and the jobs finish, then closes the stores. */
  stop(): Promise<void>;
};

/**
 * Starts the portal: configuration, stores, migrations, jobs, HTTP. Throws ConfigError with all faults, or the first
 * store's error. Until everything is there, requests are answered 503 with Retry-After.
 */
export async function startPortal(options: StartOptions): Promise<Portal> {
  const config = readConfig(options.environment);
  const logger = createLogger({ level: config.logLevel });
  const server = options.server ?? createServer();
  const starting: RequestListener = (_request, response) => {
    response.writeHead(503, { "Retry-After": "2", "Content-Type": "text/plain" }).end("Starting\n");
  };
  server.on("request", starting);
  await listen(server, config);
  const port = (server.address() as AddressInfo).port;
  const origin = config.publicUrl ?? `http://localhost:${port}`;

  const sandbox = await startSandbox(config, port);
  const app = await createApp({ config, logger, origin, sandbox, assetsDir: options.assetsDir });
  const host = createHost({ app, build: options.build, clientDir: options.clientDir });
  const toListener =
    options.listener ?? ((fetch) => getRequestListener(fetch, { overrideGlobalObjects: false }));
  server.on("request", toListener(host.fetch));
  server.off("request", starting);
  const metrics =
    config.metrics.port === 0 ? null : await startMetricsServer({ metrics: app.metrics, ...config.metrics });
  logger.info({ mode: config.mode, port, origin }, "portal is up");

  let stopped: Promise<void> | null = null;
  async function stop(): Promise<void> {
    logger.info("stopping");
    app.lifecycle.isStopping = true;
    for (const end of app.lifecycle.onStop) end();
    const hurry = setTimeout(() => server.closeAllConnections(), config.shutdownGraceMs).unref();
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeIdleConnections();
    });
    clearTimeout(hurry);
    metrics?.close();
    await app.close();
    await sandbox?.close();
    logger.info("stopped");
  }
  return { app, origin, sandboxes: sandbox?.pages ?? [], stop: () => (stopped ??= stop()) };
}

function listen(server: Server, config: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(config.port, config.host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

/** The stand-ins of what is not configured. Loaded only then: production never touches them. */
async function startSandbox(config: Config, portalPort: number) {
  if ([config.whmcs, config.salesforce, config.freebit].every(({ kind }) => kind === "live")) return null;
  const { startSandbox: start } = await import("#integrations/sandbox/start.ts");
  const webhookSecret = config.webhookSecret ?? crypto.randomUUID() + crypto.randomUUID();
  const { whmcs, salesforce, freebit, close } = await start({
    whmcs:
      config.whmcs.kind === "live"
        ? null
        : {
            webhook: { url: `http://127.0.0.1:${portalPort}/webhooks/whmcs`, secret: webhookSecret },
            portalUrl: config.publicUrl ?? `http://localhost:${portalPort}`,
          },
    salesforce: config.salesforce.kind === "live" ? null : {},
    // Who tries a demo sees a line opened while they wait.
    freebit: config.freebit.kind === "live" ? null : { queueSeconds: 10 },
  });
  const pages = [
    ...(whmcs ? [{ title: "Billing sandbox", controlUrl: whmcs.controlUrl }] : []),
    ...(salesforce ? [{ title: "Customer sandbox", controlUrl: salesforce.controlUrl }] : []),
    ...(freebit ? [{ title: "SIM sandbox", controlUrl: freebit.controlUrl }] : []),
  ];
  return { whmcs: whmcs && { ...whmcs, webhookSecret }, salesforce, freebit, pages, close };
}

/** What a person who started the demo in a terminal wants to know. */
export function banner(portal: Portal): string {
  if (portal.app.config.mode !== "demo") return "";
  const { demo } = portal.app;
  return [
    "",
    `  Portal             ${portal.origin}`,
    `  Sign in as         ${demo?.signIns.join(", ") ?? ""}`,
    `  Password (all)     ${demo?.password ?? ""}`,
    `  Mail sent          ${portal.origin}/demo/outbox`,
    ...portal.sandboxes.map(({ title, controlUrl }) => `  ${title.padEnd(19)}${controlUrl}`),
    "",
    "  Stop with Ctrl+C",
    "",
  ].join("\n");
}

/** The routes of the production build, which is part of this bundle. */
export async function loadBuild(): Promise<ServerBuild> {
  return (await import("virtual:remix/server-build")) as unknown as ServerBuild;
}

/** Why there is no portal, with the causes, which tell a wrong password from an address where nothing listens. */
export function describeFailure(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  const messages: string[] = [];
  for (let each = error; each instanceof Error; each = each.cause) messages.push(each.message);
  return ["The portal could not start", ...messages].join(": ");
}
