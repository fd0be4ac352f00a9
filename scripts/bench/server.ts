import { fileURLToPath } from "node:url";
import type * as Main from "../../app/server/main.ts";
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
/** Calls to every provider so far, by provider and action. */
async function providerCalls(): Promise<Record<string, number>> {
  const { values = [] } = (await portal.app.metrics.registry
    .getSingleMetric("portal_provider_calls_total")
    ?.get()) ?? { values: [] };
  const counts: Record<string, number> = {};
  for (const { labels, value } of values) {
    const name = `${labels["provider"]} ${labels["action"]}`;
    counts[name] = (counts[name] ?? 0) + value;
  }
  return counts;
}
process.on("message", () => {
  void providerCalls().then((calls) => process.send?.({ roundTrips, calls }));
});
