import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig, type Plugin } from "vite";
import remixConfig from "./remix.config.js";

/**
 * Makes the HTTP host the entry of the server bundle, which imports Remix's build: host and routes are one module graph.
 * A plugin after Remix's, because Remix sets its own entry whatever the configuration says.
 */
const hostEntry: Plugin = {
  name: "host-entry",
  enforce: "post",
  config: (_config, { isSsrBuild }) =>
    isSsrBuild ? { build: { rollupOptions: { input: "./app/server/main.ts" } } } : undefined,
};

const CLIENT_ROUTE = "?__remix-build-client-route";

/** Pages are documents: Remix names every route as an entry of the browser's build, and none of them is anything there. */
const routesStayOnTheServer: Plugin = {
  name: "routes-stay-on-the-server",
  enforce: "post",
  apply: "build",
  config: () => ({
    build: {
      rollupOptions: { onwarn: (warning, warn) => warning.code === "EMPTY_BUNDLE" || warn(warning) },
    },
  }),
  transform: (_code, id) => (id.endsWith(CLIENT_ROUTE) ? "export {};" : undefined),
  writeBundle({ dir = "" }, bundle) {
    for (const file of Object.values(bundle))
      if (file.type === "chunk" && file.facadeModuleId?.endsWith(CLIENT_ROUTE))
        rmSync(join(dir, file.fileName));
  },
};

export default defineConfig({
  plugins: [remix(remixConfig), hostEntry, routesStayOnTheServer],
  resolve: { alias: { "~": fileURLToPath(new URL("./app", import.meta.url)) } },
  build: { target: "es2022", assetsInlineLimit: 0, modulePreload: false },
});
