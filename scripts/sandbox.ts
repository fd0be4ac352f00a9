/**
 * `npm run sandbox`: the provider sandboxes alone, so that any build can be pointed at them.
 * Environment: SANDBOX_WHMCS_PORT (4010), SANDBOX_HOST (127.0.0.1), SANDBOX_TODAY (YYYY-MM-DD; the real day),
 * SANDBOX_WEBHOOK_URL with WHMCS_WEBHOOK_SECRET (none), SANDBOX_PORTAL_URL (where "Return to the portal" leads),
 * SANDBOX_SALESFORCE_PORT (4011; loopback only), SANDBOX_SALESFORCE_PUBLIC_KEY (PEM; without it a pair is made),
 * SANDBOX_SALESFORCE_EVENTS_PORT (4013; loopback only),
 * SANDBOX_FREEBIT_PORT (4012; loopback only).
 */
import process from "node:process";
import { startSandbox } from "../integrations/sandbox/start.ts";

const { env } = process;
const webhook =
  env["SANDBOX_WEBHOOK_URL"] && env["WHMCS_WEBHOOK_SECRET"]
    ? { url: env["SANDBOX_WEBHOOK_URL"], secret: env["WHMCS_WEBHOOK_SECRET"] }
    : undefined;

const { whmcs, salesforce, freebit, close } = await startSandbox({
  today: env["SANDBOX_TODAY"] || undefined,
  whmcs: {
    host: env["SANDBOX_HOST"] || undefined,
    port: Number(env["SANDBOX_WHMCS_PORT"] || "4010"),
    portalUrl: env["SANDBOX_PORTAL_URL"] || undefined,
    webhook,
  },
  salesforce: {
    port: Number(env["SANDBOX_SALESFORCE_PORT"] || "4011"),
    eventsPort: Number(env["SANDBOX_SALESFORCE_EVENTS_PORT"] || "4013"),
    publicKey: env["SANDBOX_SALESFORCE_PUBLIC_KEY"]?.replaceAll("\\n", "\n") || undefined,
  },
  freebit: { port: Number(env["SANDBOX_FREEBIT_PORT"] || "4012") },
});

process.stdout.write(
  [
    "Provider sandbox (WHMCS)",
    `  WHMCS_API_URL           ${whmcs?.url}`,
    `  WHMCS_API_IDENTIFIER    ${whmcs?.identifier}`,
    `  WHMCS_API_SECRET        ${whmcs?.secret}`,
    `  control page            ${whmcs?.controlUrl}/`,
    "Provider sandbox (Salesforce)",
    `  SALESFORCE_LOGIN_URL    ${salesforce?.url}`,
    `  SALESFORCE_CLIENT_ID    ${salesforce?.clientId}`,
    `  SALESFORCE_USERNAME     ${salesforce?.username}`,
    `  SALESFORCE_PORTAL_PRICEBOOK_ID  ${salesforce?.pricebookId}`,
    `  SALESFORCE_VERIFICATION_METHOD_FIELD  ${salesforce?.verificationMethodField}`,
    `  SALESFORCE_PUBSUB_ENDPOINT  ${salesforce?.eventsEndpoint}`,
    ...(salesforce?.privateKey
      ? [`  SALESFORCE_PRIVATE_KEY  ${salesforce.privateKey.trim().replaceAll("\n", "\\n")}`]
      : []),
    `  control page            ${salesforce?.controlUrl}/`,
    "Provider sandbox (Freebit)",
    `  FREEBIT_BASE_URL        ${freebit?.url}`,
    `  FREEBIT_OEM_ID          ${freebit?.oemId}`,
    `  FREEBIT_OEM_KEY         ${freebit?.oemKey}`,
    `  control page            ${freebit?.controlUrl}/`,
    "Press Ctrl+C to stop.",
    "",
  ].join("\n"),
);

async function stop(): Promise<void> {
  await close();
  process.exit(0);
}
process.once("SIGINT", () => void stop());
process.once("SIGTERM", () => void stop());
