import { fileURLToPath } from "node:url";
import type * as Server from "./server.ts";
import type { Portal } from "./server.ts";

/** The portal behind the entry, for whoever starts it with routes or options of their own. */
export const loadServer = (): Promise<typeof Server> => import("./server.ts");

/** As `engines` of package.json: with an older one the portal starts, and every call to Salesforce fails. */
const LEAST_NODE = [22, 19] as const;

export function isNodeNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1]);
}

/**
 * The entry of the process: the portal, or an operator's command, with or without `ops` before it. It hears signals before it loads
 * anything: the first process of a container is sent no signal that it has no listener for, and would otherwise run on until it is
 * killed.
 */
async function main(): Promise<void> {
  const version = process.versions.node;
  if (!isNodeNewEnough(version)) {
    process.stderr.write(`Node ${LEAST_NODE.join(".")} or newer is needed; this is ${version}.\n`);
    process.exit(1);
  }
  // Libraries ask for it as they load; this is the production bundle.
  process.env.NODE_ENV ??= "production";
  const [, , ...args] = process.argv;
  const isCommand = args.length > 0;
  const started: { portal: Portal | null } = { portal: null };
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.on(signal, () => {
      // A terminal's Ctrl+C reaches a process twice when whoever started it passes it on: stopping is under way then.
      // Before the portal is up nobody has been served, and what is under way in the database is rolled back; a command is not
      // done then.
      if (!started.portal) process.exit(isCommand ? 1 : 0);
      void started.portal.stop().then(() => process.exit(0));
    });

  const { banner, describeFailure, loadBuild, startPortal } = await loadServer();
  try {
    if (isCommand) {
      const command = args[0] === "ops" ? args.slice(1) : args;
      const { runOperatorCommand } = await import("../operator/operator.server.ts");
      process.exitCode = await runOperatorCommand(command, process.env, {
        print: (text) => process.stdout.write(text),
        note: (text) => process.stderr.write(text),
      });
      return;
    }
    started.portal = await startPortal({
      environment: process.env,
      build: await loadBuild(),
      clientDir: fileURLToPath(new URL("../client", import.meta.url)),
      assetsDir: fileURLToPath(new URL("../../assets", import.meta.url)),
    });
    process.stdout.write(banner(started.portal));
  } catch (error) {
    process.stderr.write(`${describeFailure(error)}\n`);
    process.exit(1);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
