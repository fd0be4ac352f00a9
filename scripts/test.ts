import { spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { relative } from "node:path";
import { ensureChromium } from "./chromium.ts";
import { readReport, type Failure } from "./test-report.ts";

/**
 * Everything that has to be green, in one command, with one closing line. The suites run on the embedded stores; where
 * TEST_DATABASE_URL and TEST_REDIS_URL are set they run a second time on PostgreSQL and Redis.
 */
type Step = {
  name: string;
  command: string[];
  environment?: Record<string, string>;
  report?: string;
  /** What to add to the command so that it runs the failed tests and few others. */
  again?: (failures: Failure[]) => string[];
};

const REPORTS = "test-results/reports";
/** So many failures may be a machine that was busy; they run once more, and are named at the end whatever comes of it. */
const FEW = 5;
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

type Suites = { units: string[]; routes: string[]; browser: string[] };

function suites(
  label: string,
  environment: Record<string, string>,
  { units, routes, browser }: Suites,
): Step[] {
  const vitest = (project: string, filters: string[]): Step => ({
    name: `${project} tests, ${label}`,
    command: [
      ...["vitest", "run", "--project", project, "--reporter", "default", "--reporter", "json"],
      ...["--outputFile.json", `${REPORTS}/${project}-${label}.json`, ...filters],
    ],
    environment,
    report: `${REPORTS}/${project}-${label}.json`,
    again: (failures) => failures.flatMap(({ file }) => (file ? relative(process.cwd(), file) : [])),
  });
  return [
    vitest("unit", units),
    vitest("route", routes),
    {
      name: `browser tests, ${label}`,
      command: ["playwright", "test", ...browser],
      environment: {
        ...environment,
        PLAYWRIGHT_JSON_OUTPUT_NAME: `${REPORTS}/browser-${label}.json`,
        BROWSER_STORES: label,
      },
      report: `${REPORTS}/browser-${label}.json`,
      again: () => ["--last-failed"],
    },
  ];
}

const steps: Step[] = [
  { name: "formatting", command: ["prettier", "--check", "--log-level", "warn", "."] },
  { name: "types", command: ["tsc"] },
  { name: "lint", command: ["eslint", "."] },
  {
    name: "import rules",
    command: [
      "depcruise",
      "--config",
      "dependency-cruiser.config.js",
      "app",
      "domain",
      "integrations",
      "db",
      "tests/sandbox",
    ],
  },
  {
    name: "build",
    command: ["npm", "run", "--silent", "build"],
    environment: { NODE_ENV: "production" },
  },
  ...suites("embedded", embedded, { units: [], routes: [], browser: [] }),
  // What knows nothing of the stores is not run again: units beside them, who may open what, what has an embedded store of its own, how pages
  // look and without scripts.
  ...(hasStores
    ? suites("stores", real, {
        units: ["db/", "app/platform/"],
        routes: [
          "tests/route/",
          ...["billing-faults", "operations", "many-orders"].map((name) => `tests/fault/${name}`),
        ],
        browser: ["--grep-invert", "@looks", "--project", "scripts-on"],
      })
    : []),
];

let passed = 0;
const failed: string[] = [];
const unsteady: string[] = [];
for (const step of steps) {
  const startedAt = performance.now();
  console.log(`\n=== ${step.name}`);
  const first = await attempt(step);
  const { failures } = first;
  const isWorthAnother = step.again && failures.length > 0 && failures.length <= FEW;
  if (isWorthAnother) console.log(`\n=== ${step.name}: what failed, once more`);
  const second = isWorthAnother
    ? await attempt({ ...step, command: [...step.command, ...(step.again?.(failures) ?? [])] })
    : first;

  const isUnsteady = second !== first && second.failures.length === 0;
  (isUnsteady ? unsteady : failed).push(...failures.map((failure) => described(step, failure)));
  const ofStep = {
    passed: first.passed + (isUnsteady ? failures.length : 0),
    failed: isUnsteady ? 0 : failures.length,
  };
  passed += ofStep.passed;
  console.log(
    `=== ${step.name}: ${ofStep.passed} passed, ${ofStep.failed} failed, ${Math.round((performance.now() - startedAt) / 1000)} s`,
  );
  if (step.name === "build" && ofStep.failed > 0) break;
}
if (unsteady.length > 0) console.log(`\nPassed only when run again:\n${unsteady.join("\n")}`);
if (failed.length > 0) console.log(`\nFailed:\n${failed.join("\n")}`);
console.log(`\n${passed} passed, ${failed.length} failed`);
process.exit(failed.length === 0 && passed > 0 ? 0 : 1);

async function attempt(step: Step): Promise<{ passed: number; failures: Failure[] }> {
  const isOk = await run(step);
  const broken = { file: "", title: step.name, message: "the program ended with a fault" };
  if (!step.report) return isOk ? { passed: 1, failures: [] } : { passed: 0, failures: [broken] };
  const { passed, failures } = readReport(step.report);
  // A runner that broke before or after its tests has failed, whatever it counted.
  return { passed, failures: isOk || failures.length > 0 ? failures : [broken] };
}

function described(step: Step, { file, title, message }: Failure): string {
  const head = `  ${step.name}: ${relative(process.cwd(), file)}: ${title}`;
  return [head, ...message.split("\n").slice(0, 12)].join("\n      ");
}

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
