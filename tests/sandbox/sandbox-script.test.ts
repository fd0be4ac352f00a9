import { spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

it("starts the sandboxes, says where they are, and stops on SIGTERM", async () => {
  const script = fileURLToPath(new URL("../../scripts/sandbox.ts", import.meta.url));
  const child = spawn(process.execPath, [script], {
    env: {
      ...process.env,
      SANDBOX_WHMCS_PORT: "0",
      SANDBOX_SALESFORCE_PORT: "0",
      SANDBOX_SALESFORCE_EVENTS_PORT: "0",
      SANDBOX_FREEBIT_PORT: "0",
      SANDBOX_TODAY: "2026-11-23",
    },
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  await expect.poll(() => output, { timeout: 15_000 }).toContain("Press Ctrl+C");
  for (const name of ["WHMCS_API_URL", "SALESFORCE_LOGIN_URL", "FREEBIT_BASE_URL"]) {
    const url = new RegExp(`^${name}=(\\S+)`, "m").exec(output)?.[1] ?? "";
    expect((await fetch(new URL("/__sandbox/", url))).status).toBe(200);
  }
  expect(output).toMatch(/^SALESFORCE_PUBSUB_ENDPOINT=127\.0\.0\.1:\d+$/m);
  expect(output).toMatch(/^SALESFORCE_PRIVATE_KEY=-----BEGIN PRIVATE KEY-----\\n/m);
  const exit = once(child, "exit");
  child.kill("SIGTERM");
  expect(await exit).toEqual([0, null]);
});
