import { fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import type { SandboxMessage } from "./sandbox.ts";

type Environment = Record<string, string>;

/** A system whose address is set is used as it is; the others get their sandbox. */
const ADDRESSES = {
  whmcs: "WHMCS_API_URL",
  salesforce: "SALESFORCE_LOGIN_URL",
  freebit: "FREEBIT_BASE_URL",
} as const;

export type RunningSandbox = {
  /** What a portal is started with: what was given, and the way to the sandboxes that run. */
  environment: Environment;
  /** Lines for the terminal: where their control pages are. */
  lines: string[];
  /** Called when the sandboxes end by themselves. */
  onEnd: (listener: () => void) => void;
  stop: () => void;
};

/**
 * Starts the sandboxes that a portal with this environment lacks, as one process. It ends with the process that called this, not by
 * Ctrl+C, so that the portal can finish what it has begun. Rejects when it cannot start.
 */
export async function startSandboxFor(given: NodeJS.ProcessEnv): Promise<RunningSandbox> {
  const set: Environment = { PORT: "3000" };
  for (const [name, value] of Object.entries(given)) if (value) set[name] = value;
  const providers = Object.entries(ADDRESSES).flatMap(([provider, address]) =>
    set[address] === undefined ? [provider] : [],
  );
  if (providers.length === 0) return { environment: set, lines: [], onEnd: () => {}, stop: () => {} };

  const child = fork(fileURLToPath(new URL("sandbox.ts", import.meta.url)), {
    detached: true,
    env: {
      NODE_ENV: "production",
      SANDBOX_WHMCS_PORT: "0",
      SANDBOX_SALESFORCE_PORT: "0",
      SANDBOX_SALESFORCE_EVENTS_PORT: "0",
      SANDBOX_FREEBIT_PORT: "0",
      // Who tries a demo sees a line opened while they wait.
      SANDBOX_FREEBIT_QUEUE_SECONDS: "10",
      SANDBOX_WEBHOOK_URL: `http://127.0.0.1:${set["PORT"]}/webhooks/whmcs`,
      SANDBOX_PORTAL_URL: set["PUBLIC_URL"] ?? `http://localhost:${set["PORT"]}`,
      WHMCS_WEBHOOK_SECRET: randomBytes(36).toString("base64"),
      ...set,
      SANDBOX_PROVIDERS: providers.join(","),
    },
  });
  const message = await new Promise<SandboxMessage>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`the sandboxes ended with ${code}`)));
    child.once("message", (told) => resolve(told as SandboxMessage));
  });
  return {
    environment: { ...message.environment, ...set },
    lines: message.pages.map(({ title, url }) => `  ${title.padEnd(19)}${url}`),
    onEnd: (listener) => void child.once("exit", listener),
    stop: () => child.disconnect(),
  };
}
