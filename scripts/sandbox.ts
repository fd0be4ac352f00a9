/**
 * `npm run sandbox`: the provider sandboxes alone, so that any build can be pointed at them. Prints the lines of `.env` that do so.
 * Started by another script it hands them over as a message instead, and ends with that script.
 *
 * Environment: SANDBOX_PROVIDERS (whmcs,salesforce,freebit), SANDBOX_TODAY (YYYY-MM-DD; the real day),
 * SANDBOX_WHMCS_PORT (4010), SANDBOX_HOST (127.0.0.1; of WHMCS, the others listen on loopback only),
 * SANDBOX_WEBHOOK_URL with WHMCS_WEBHOOK_SECRET (none), SANDBOX_PORTAL_URL (where "Return to the portal" leads),
 * SANDBOX_SALESFORCE_PORT (4011), SANDBOX_SALESFORCE_EVENTS_PORT (4013),
 * SANDBOX_SALESFORCE_PUBLIC_KEY (PEM; without it a pair is made),
 * SANDBOX_FREEBIT_PORT (4012), SANDBOX_FREEBIT_QUEUE_SECONDS (how long queued work takes there).
 */
import process from "node:process";
import { environmentOf } from "../tests/sandbox/environment.ts";
import { startSandbox } from "../tests/sandbox/start.ts";

export type SandboxMessage = {
  environment: Record<string, string>;
  pages: { title: string; url: string }[];
};

const { env } = process;
const providers = (env["SANDBOX_PROVIDERS"] || "whmcs,salesforce,freebit").split(",");
const secret = env["WHMCS_WEBHOOK_SECRET"];
const webhook =
  env["SANDBOX_WEBHOOK_URL"] && secret ? { url: env["SANDBOX_WEBHOOK_URL"], secret } : undefined;
const queueSeconds = env["SANDBOX_FREEBIT_QUEUE_SECONDS"];

const sandbox = await startSandbox({
  today: env["SANDBOX_TODAY"] || undefined,
  whmcs: providers.includes("whmcs")
    ? {
        host: env["SANDBOX_HOST"] || undefined,
        port: Number(env["SANDBOX_WHMCS_PORT"] || "4010"),
        portalUrl: env["SANDBOX_PORTAL_URL"] || undefined,
        webhook,
      }
    : null,
  salesforce: providers.includes("salesforce")
    ? {
        port: Number(env["SANDBOX_SALESFORCE_PORT"] || "4011"),
        eventsPort: Number(env["SANDBOX_SALESFORCE_EVENTS_PORT"] || "4013"),
        publicKey: env["SANDBOX_SALESFORCE_PUBLIC_KEY"]?.replaceAll("\\n", "\n") || undefined,
      }
    : null,
  freebit: providers.includes("freebit")
    ? {
        port: Number(env["SANDBOX_FREEBIT_PORT"] || "4012"),
        queueSeconds: queueSeconds ? Number(queueSeconds) : undefined,
      }
    : null,
});
const { whmcs, salesforce, freebit } = sandbox;
const message: SandboxMessage = {
  environment: { ...environmentOf(sandbox), ...(whmcs && secret ? { WHMCS_WEBHOOK_SECRET: secret } : {}) },
  pages: [
    ...(whmcs ? [{ title: "WHMCS sandbox", url: `${whmcs.controlUrl}/` }] : []),
    ...(salesforce ? [{ title: "Salesforce sandbox", url: `${salesforce.controlUrl}/` }] : []),
    ...(freebit ? [{ title: "Freebit sandbox", url: `${freebit.controlUrl}/` }] : []),
  ],
};

if (process.send) process.send(message);
else
  process.stdout.write(
    [
      "# Provider sandboxes: put these lines into .env",
      ...Object.entries(message.environment).map(([name, value]) => `${name}=${value}`),
      "# Control pages",
      ...message.pages.map(({ title, url }) => `# ${title.padEnd(20)}${url}`),
      "# Press Ctrl+C to stop.",
      "",
    ].join("\n"),
  );

async function stop(): Promise<void> {
  await sandbox.close();
  process.exit(0);
}
for (const event of ["SIGINT", "SIGTERM", "disconnect"] as const) process.once(event, () => void stop());
