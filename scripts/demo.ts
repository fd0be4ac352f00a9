import { spawn, spawnSync } from "node:child_process";
import { startSandboxFor } from "./start-sandbox.ts";

/** Builds the portal and runs it as a demo: embedded database, provider sandboxes beside it, mail kept for reading. */
const build = spawnSync("npm", ["run", "--silent", "build"], {
  stdio: "inherit",
  env: { ...process.env, NODE_ENV: "production" },
});
if (build.status !== 0) process.exit(build.status ?? 1);

const sandbox = await startSandboxFor(process.env);
process.stdout.write(`\n${sandbox.lines.join("\n")}\n`);
const portal = spawn(process.execPath, ["build/server/server.js"], {
  stdio: "inherit",
  env: { LOG_LEVEL: "warn", ...sandbox.environment, NODE_ENV: "production", PORTAL_MODE: "demo" },
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => portal.kill(signal === "SIGHUP" ? "SIGTERM" : signal));
sandbox.onEnd(() => portal.kill("SIGTERM"));
portal.on("exit", (code) => {
  sandbox.stop();
  process.exit(code ?? 1);
});
