import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { ServerBuild } from "@remix-run/node";
import { createServer as createVite, type ViteDevServer } from "vite";
import type * as Server from "../app/server/server.ts";
import { startSandboxFor } from "./start-sandbox.ts";

/** The developer's loop: Vite in front for modules and styles, the same host and composition as production behind it. */
process.env.NODE_ENV ??= "development";
const sandbox = await startSandboxFor(process.env);

const server = createServer({ requireHostHeader: false });
const vite: ViteDevServer = await createVite({
  server: { middlewareMode: true, hmr: { server } },
  appType: "custom",
});
const { banner, startPortal } = (await vite.ssrLoadModule("./app/server/server.ts")) as typeof Server;
const portal = await startPortal({
  environment: { ...sandbox.environment, PORTAL_MODE: "demo" },
  server,
  clientDir: null,
  assetsDir: "assets",
  build: async () => (await vite.ssrLoadModule("virtual:remix/server-build")) as ServerBuild,
  listener: (fetch) => (options) => {
    const listener = getRequestListener(fetch, options);
    return (request, response) => vite.middlewares(request, response, () => void listener(request, response));
  },
});
console.log([...sandbox.lines, banner(portal)].join("\n"));
