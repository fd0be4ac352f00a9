import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Route tests talk to the production build over HTTP; outside the full run it is made here, so that it is never stale. */
export default function setup(): void {
  if (process.env.PORTAL_BUILT === "1" && existsSync("build/server/server.js")) return;
  const built = spawnSync("npm", ["run", "--silent", "build"], {
    stdio: "inherit",
    env: { ...process.env, NODE_ENV: "production" },
  });
  if (built.status !== 0) throw new Error("the build failed");
}
