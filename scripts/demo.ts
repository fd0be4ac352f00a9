import { spawn, spawnSync } from "node:child_process";

/** Builds the portal and runs it as a demo: embedded database, provider sandbox, mail kept for reading. */
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 19)) {
  console.error(`Node ${process.versions.node} is too old; run this through npm, which brings its own.`);
  process.exit(1);
}

const environment = { ...process.env, NODE_ENV: "production" as const };
const build = spawnSync("npm", ["run", "--silent", "build"], { stdio: "inherit", env: environment });
if (build.status !== 0) process.exit(build.status ?? 1);

const portal = spawn(process.execPath, ["build/server/server.js"], {
  stdio: "inherit",
  env: { PORTAL_MODE: "demo", LOG_LEVEL: "warn", ...environment },
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => portal.kill(signal));
portal.on("exit", (code) => process.exit(code ?? 1));
