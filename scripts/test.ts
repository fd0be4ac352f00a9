import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { ensureChromium } from "./chromium.ts";

/**
 * Everything that has to be green, in one command, with one closing line. The suites run on the embedded stores; where
 * TEST_DATABASE_URL and TEST_REDIS_URL are set they run a second time on PostgreSQL and Redis.
 */
type Counts = { passed: number; failed: number };
type Step = { name: string; command: string[]; environment?: Record<string, string>; report?: string };

const REPORTS = "test-results/reports";
rmSync("test-results", { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });

const { TEST_DATABASE_URL, TEST_REDIS_URL } = process.env;
const hasStores = Boolean(TEST_DATABASE_URL && TEST_REDIS_URL);
if (process.env.CI && !hasStores) throw new Error("CI must set TEST_DATABASE_URL and TEST_REDIS_URL");

const chromium = ensureChromium();
console.log(`Node ${process.versions.node}`);
console.log(`Chromium: ${chromium.path}, ${chromium.how}`);
console.log(
  hasStores
    ? "Stores: embedded, then PostgreSQL and Redis"
    : "Stores: embedded only (set TEST_DATABASE_URL and TEST_REDIS_URL to run on PostgreSQL and Redis too)",
);

// The embedded pass says nothing of CI: tests that are about PostgreSQL itself belong to the second one.
const embedded = { PORTAL_BUILT: "1", CI: "", TEST_DATABASE_URL: "", CHROMIUM_PATH: chromium.path };
const real = { PORTAL_BUILT: "1", TEST_DATABASE_URL: TEST_DATABASE_URL ?? "", CHROMIUM_PATH: chromium.path };

type Suites = { units: string[]; browser: string[] };

function suites(label: string, environment: Record<string, string>, { units, browser }: Suites): Step[] {
  const vitest = (project: string, filters: string[]): Step => ({
    name: `${project} tests, ${label}`,
    command: [
      ...["vitest", "run", "--project", project, "--reporter", "default", "--reporter", "json"],
      ...["--outputFile.json", `${REPORTS}/${project}-${label}.json`, ...filters],
    ],
    environment,
    report: `${REPORTS}/${project}-${label}.json`,
  });
  return [
    vitest("unit", units),
    vitest("route", []),
    {
      name: `browser tests, ${label}`,
      command: ["playwright", "test", ...browser],
      environment: {
        ...environment,
        PLAYWRIGHT_JSON_OUTPUT_NAME: `${REPORTS}/browser-${label}.json`,
        BROWSER_STORES: label,
      },
      report: `${REPORTS}/browser-${label}.json`,
    },
  ];
}

const steps: Step[] = [
  { name: "formatting", command: ["prettier", "--check", "--log-level", "warn", "."] },
  { name: "types", command: ["tsc"] },
  { name: "lint", command: ["eslint", "."] },
  {
    name: "import rules",
    command: ["depcruise", "--config", "dependency-cruiser.config.js", "app", "domain", "integrations", "db"],
  },
  {
    name: "build",
    command: ["npm", "run", "--silent", "build"],
    environment: { NODE_ENV: "production" },
  },
  ...suites("embedded", embedded, { units: [], browser: [] }),
  // What knows nothing of the stores is not run again: units beside them, and how pages look.
  ...(hasStores
    ? suites("stores", real, { units: ["db/", "app/platform/"], browser: ["--grep-invert", "@looks"] })
    : []),
];

const total: Counts = { passed: 0, failed: 0 };
for (const step of steps) {
  const startedAt = performance.now();
  console.log(`\n=== ${step.name}`);
  const isOk = await run(step);
  const counts = step.report ? readCounts(step.report) : { passed: isOk ? 1 : 0, failed: isOk ? 0 : 1 };
  // A runner that broke before or after its tests has failed, whatever it counted.
  if (!isOk && counts.failed === 0) counts.failed = 1;
  total.passed += counts.passed;
  total.failed += counts.failed;
  console.log(
    `=== ${step.name}: ${counts.passed} passed, ${counts.failed} failed, ${Math.round((performance.now() - startedAt) / 1000)} s`,
  );
  if (step.name === "build" && !isOk) break;
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);

function run({ command, environment }: Step): Promise<boolean> {
  const [program = "", ...args] = command;
  return new Promise((resolve) => {
    const isNpm = program === "npm";
    const child = spawn(isNpm ? "npm" : "npx", isNpm ? args : ["--no-install", program, ...args], {
      stdio: "inherit",
      env: { ...process.env, ...environment },
    });
    child.on("exit", (code) => resolve(code === 0));
  });
}

/** Both reports are JSON; a test that was skipped counts as failed, because nothing here is skipped on purpose. */
function readCounts(path: string): Counts {
  try {
    const report = JSON.parse(readFileSync(path, "utf8")) as {
      numPassedTests?: number;
      numFailedTests?: number;
      numPendingTests?: number;
      numTodoTests?: number;
      stats?: { expected: number; unexpected: number; flaky: number; skipped: number };
    };
    if (report.stats) {
      const { expected, unexpected, flaky, skipped } = report.stats;
      return { passed: expected, failed: unexpected + flaky + skipped };
    }
    return {
      passed: report.numPassedTests ?? 0,
      failed: (report.numFailedTests ?? 0) + (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
    };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
