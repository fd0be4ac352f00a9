import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { ServerBuild } from "@remix-run/node";
import { createServer as createVite, type ViteDevServer } from "vite";
import type * as Server from "../app/server.ts";

/** The developer's loop: Vite in front for modules and styles, the same host and composition as production behind it. */
process.env.NODE_ENV ??= "development";
process.env.PORTAL_MODE ??= "demo";

const server = createServer();
const vite: ViteDevServer = await createVite({
  server: { middlewareMode: true, hmr: { server } },
  appType: "custom",
});
const { banner, startPortal } = (await vite.ssrLoadModule("./app/server.ts")) as typeof Server;
const portal = await startPortal({
  environment: process.env,
  server,
  clientDir: null,
  assetsDir: "assets",
  build: async () => (await vite.ssrLoadModule("virtual:remix/server-build")) as ServerBuild,
  listener: (fetch) => {
    const listener = getRequestListener(fetch, { overrideGlobalObjects: false });
    return (request, response) => vite.middlewares(request, response, () => void listener(request, response));
  },
});
console.log(banner(portal));
