/**
 * `npm run sandbox`: the provider sandboxes alone, so that any build can be pointed at them.
 * Environment: SANDBOX_WHMCS_PORT (4010), SANDBOX_HOST (127.0.0.1), SANDBOX_TODAY (YYYY-MM-DD; the real day),
 * SANDBOX_WEBHOOK_URL with WHMCS_WEBHOOK_SECRET (none), SANDBOX_PORTAL_URL (where "Return to the portal" leads).
 */
import process from "node:process";
import { startSandbox } from "../integrations/sandbox/start.ts";

const { env } = process;
const webhook =
  env["SANDBOX_WEBHOOK_URL"] && env["WHMCS_WEBHOOK_SECRET"]
    ? { url: env["SANDBOX_WEBHOOK_URL"], secret: env["WHMCS_WEBHOOK_SECRET"] }
    : undefined;

const sandbox = await startSandbox({
  today: env["SANDBOX_TODAY"] || undefined,
  whmcs: {
    host: env["SANDBOX_HOST"] || undefined,
    port: Number(env["SANDBOX_WHMCS_PORT"] || "4010"),
    portalUrl: env["SANDBOX_PORTAL_URL"] || undefined,
    webhook,
  },
});

process.stdout.write(
  [
    "Provider sandbox (WHMCS)",
    `  WHMCS_API_URL         ${sandbox.whmcs.url}`,
    `  WHMCS_API_IDENTIFIER  ${sandbox.whmcs.identifier}`,
    `  WHMCS_API_SECRET      ${sandbox.whmcs.secret}`,
    `  control page          ${sandbox.whmcs.controlUrl}/`,
    "Press Ctrl+C to stop.",
    "",
  ].join("\n"),
);

async function stop(): Promise<void> {
  await sandbox.close();
  process.exit(0);
}
process.once("SIGINT", () => void stop());
process.once("SIGTERM", () => void stop());
