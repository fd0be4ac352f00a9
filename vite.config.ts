import { fileURLToPath } from "node:url";
import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
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
    isSsrBuild ? { build: { rollupOptions: { input: "./app/main.ts" } } } : undefined,
};

export default defineConfig({
  plugins: [tailwindcss(), remix(remixConfig), hostEntry],
  resolve: { alias: { "~": fileURLToPath(new URL("./app", import.meta.url)) } },
  build: { target: "es2022", assetsInlineLimit: 0 },
});
