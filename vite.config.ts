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

/**
 * What every page with scripts needs, in two files: many small ones compress worse. The libraries change with an upgrade alone, so
 * browsers keep theirs over a release of ours.
 */
const SHARED = {
  libraries: /\/node_modules\/(react|react-dom|scheduler|react-router|react-router-dom|@remix-run)\//,
  frame: /\/app\/(components\/(layout|ui)|platform\/i18n)\//,
};
const sharedFiles: Plugin = {
  name: "shared-files",
  enforce: "post",
  config: (_config, { isSsrBuild }) =>
    isSsrBuild ? undefined : { build: { rollupOptions: { output: { manualChunks } } } },
};
function manualChunks(id: string): string | undefined {
  return Object.entries(SHARED).find(([, modules]) => modules.test(id))?.[0];
}

export default defineConfig({
  plugins: [remix(remixConfig), hostEntry, sharedFiles],
  resolve: { alias: { "~": fileURLToPath(new URL("./app", import.meta.url)) } },
  build: { target: "es2022", assetsInlineLimit: 0 },
});
