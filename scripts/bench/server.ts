import { fileURLToPath } from "node:url";
import type * as Main from "../../app/main.ts";
import { captureTree, startBareRenderer } from "./bare-renderer.ts";

/** The portal of the production build and, beside it, the bare renderer of the page that the portal rendered last. */
const bundle = fileURLToPath(new URL("../../build/server/server.js", import.meta.url));
const { loadServer } = (await import(bundle)) as typeof Main;
const { loadBuild, startPortal } = await loadServer();

const { build, tree } = captureTree(await loadBuild());
const portal = await startPortal({
  environment: process.env,
  build,
  clientDir: fileURLToPath(new URL("../../build/client", import.meta.url)),
  assetsDir: fileURLToPath(new URL("../../assets", import.meta.url)),
});
const bare = await startBareRenderer(tree);
process.send?.({ url: portal.origin, bareUrl: bare.url });

// Round trips to the key-value store that are about sessions, told on request.
let roundTrips = 0;
const { kv } = portal.app;
for (const name of ["get", "set", "compareAndSet", "timeLeft", "increment"] as const) {
  const plain = kv[name] as (key: string, ...rest: unknown[]) => unknown;
  Object.assign(kv, {
    [name]: (key: string, ...rest: unknown[]) => {
      if (key.startsWith("session:")) roundTrips += 1;
      return plain(key, ...rest);
    },
  });
}
process.on("message", () => process.send?.({ roundTrips }));
