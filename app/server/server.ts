import { createServer, type Server } from "node:http";
import type { ServerBuild } from "@remix-run/node";
import { ConfigError, readConfig, type Config } from "~/platform/config/config.server.ts";
import { createLogger } from "~/platform/log/logger.server.ts";
import { startMetricsServer } from "~/platform/metrics/metrics-server.server.ts";
import type { Services } from "~/services.ts";
import { compose } from "./compose.server.ts";
import { baseHeaders } from "~/platform/request/security-headers.server.ts";
import { createHost } from "./host.server.ts";
import { attachHost, type AttachOptions, type Fetch } from "./listener.server.ts";

export type StartOptions = {
  environment: Record<string, string | undefined>;
  build: ServerBuild | (() => Promise<ServerBuild>);
  /** Folder of the browser's files; null while developing. */
  clientDir: string | null;
  /** Folder of the files that the server reads: fonts of printed documents, postcodes. */
  assetsDir: string;
  server?: Server;
  /** How the host is put behind the HTTP server; the developer's loop puts Vite in between. */
  listener?: (fetch: Fetch) => AttachOptions["listener"];
};

export type Portal = {
  app: Services;
  origin: string;
  /** Stops taking requests, lets those under way and the jobs finish, then closes the stores. */
  stop(): Promise<void>;
};

/**
 * Starts the portal: configuration, stores, migrations, jobs, and last of all HTTP, so that a proxy sends an instance nothing that
 * it cannot answer yet. Throws ConfigError with all faults, or the first error of a store or a port.
 */
export async function startPortal(options: StartOptions): Promise<Portal> {
  const config = readConfig(options.environment);
  const logger = createLogger({ level: config.logLevel });
  const origin = config.publicUrl ?? `http://localhost:${config.port}`;
  const server = options.server ?? createServer({ requireHostHeader: false });
  const app = await compose({ config, logger, origin, assetsDir: options.assetsDir });
  const host = createHost({ app, build: options.build, clientDir: options.clientDir });
  attachHost(server, host.fetch, {
    authority: new URL(origin).host,
    headers: baseHeaders({ https: origin.startsWith("https:") }),
    ...(options.listener && { listener: options.listener(host.fetch) }),
  });
  const metrics = await listen().catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  process.on("unhandledRejection", onUnhandled);
  logger.info({ event: "portal.up", mode: config.mode, port: config.port, origin }, "portal is up");

  /** The last net: a rejection that nobody awaits is a defect of ours, and no reason to cut everybody off. */
  function onUnhandled(reason: unknown): void {
    logger.error({ err: reason, event: "process.unhandled_rejection" }, "a rejection was not handled");
  }

  /** Takes both ports, or none. */
  async function listen(): Promise<Server | null> {
    const { host, port } = config.metrics;
    const figures = port === 0 ? null : await startMetricsServer({ metrics: app.metrics, host, port });
    try {
      await takePort(server, config);
    } catch (error) {
      figures?.close();
      throw error;
    }
    return figures;
  }

  let stopped: Promise<void> | null = null;
  async function stop(): Promise<void> {
    logger.info({ event: "portal.stopping" }, "stopping");
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
    process.off("unhandledRejection", onUnhandled);
    logger.info({ event: "portal.stopped" }, "stopped");
  }
  return { app, origin, stop: () => (stopped ??= stop()) };
}

function takePort(server: Server, { host, port }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
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
  for (let each = error; each instanceof Error; each = each.cause)
    messages.push(
      "code" in each && each.code === "EADDRINUSE" ? `${each.message} (PORT, METRICS_PORT)` : each.message,
    );
  return ["The portal could not start", ...messages].join(": ");
}
