import { spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { relative } from "node:path";
import { ensureChromium } from "./chromium.ts";
import { judge, readReport, type Failure, type Report } from "./test-report.ts";

/**
 * Everything that has to be green, in one command, with one closing line. Where TEST_DATABASE_URL and TEST_REDIS_URL are set, routes and
 * journeys run on PostgreSQL and Redis, and a part of everything on the embedded stores too; otherwise everything runs embedded.
 */
type Step = {
  name: string;
  command: string[];
  environment?: Record<string, string>;
  report?: string;
  /** What to add to the command so that it runs the failed tests and few others. */
  again?: (failures: Failure[]) => string[];
};
type Stores = { label: string; environment: Record<string, string> };

const REPORTS = "test-results/reports";
const CACHE = "node_modules/.cache";
/** So many failures may be a machine that was busy; they run once more, and are named at the end whatever comes of it. */
const FEW = 5;
rmSync("test-results", { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });

const { TEST_DATABASE_URL, TEST_REDIS_URL } = process.env;
const isCi = Boolean(process.env.CI);
const hasStores = Boolean(TEST_DATABASE_URL && TEST_REDIS_URL);
if (isCi && !hasStores) throw new Error("CI must set TEST_DATABASE_URL and TEST_REDIS_URL");

const chromium = ensureChromium();
console.log(`Node ${process.versions.node}`);
console.log(`Chromium: ${chromium.path}, ${chromium.how}`);
console.log(
  hasStores
    ? "Stores: PostgreSQL and Redis, and embedded for a part"
    : "Stores: embedded only (set TEST_DATABASE_URL and TEST_REDIS_URL to run on PostgreSQL and Redis)",
);

const common = { PORTAL_BUILT: "1", CHROMIUM_PATH: chromium.path };
// The embedded pass says nothing of CI: tests that are about PostgreSQL itself belong to the other one.
const embedded: Stores = {
  label: "embedded",
  environment: { ...common, CI: "", TEST_DATABASE_URL: "" },
};
const real: Stores = {
  label: "stores",
  environment: { ...common, TEST_DATABASE_URL: TEST_DATABASE_URL ?? "" },
};

function vitest(project: "unit" | "route", { label, environment }: Stores, files: string[] = []): Step {
  const report = `${REPORTS}/${project}-${label}.json`;
  return {
    name: `${project} tests, ${label}`,
    command: [
      "vitest",
      "run",
      "--project",
      project,
      "--reporter",
      "default",
      "--reporter",
      "json",
      "--outputFile.json",
      report,
      ...files,
    ],
    environment,
    report,
    again: (failures) => failures.flatMap(({ file }) => (file ? relative(process.cwd(), file) : [])),
  };
}

function browser({ label, environment }: Stores, what: string[] = []): Step {
  const report = `${REPORTS}/browser-${label}.json`;
  return {
    name: `browser tests, ${label}`,
    command: ["playwright", "test", ...what],
    environment: { ...environment, PLAYWRIGHT_JSON_OUTPUT_NAME: report, BROWSER_STORES: label },
    report,
    again: () => ["--last-failed"],
  };
}

// A developer's second run looks at what has changed; CI looks at everything.
const cached = (...flags: string[]) => (isCi ? [] : flags);
/** Beside the tests, which go first where both want the machine. */
const checks: Step[] = [
  { name: "lint", command: ["eslint", ".", ...cached("--cache", "--cache-location", `${CACHE}/eslint/`)] },
  {
    name: "types",
    command: ["tsc", ...cached("--incremental", "--tsBuildInfoFile", `${CACHE}/types.tsbuildinfo`)],
  },
  {
    name: "formatting",
    command: [
      "prettier",
      "--check",
      "--log-level",
      "warn",
      ".",
      ...cached("--cache", "--cache-location", `${CACHE}/prettier`),
    ],
  },
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
  { name: "unused code", command: ["knip", "--no-progress"] },
];
const build: Step = {
  name: "build",
  command: ["npm", "run", "--silent", "build"],
  environment: { NODE_ENV: "production" },
};
// Of the units, those beside the stores know which ones they are.
const units = [
  vitest("unit", embedded),
  ...(hasStores ? [vitest("unit", real, ["db/", "app/platform/"])] : []),
];
const journeys = hasStores
  ? [
      vitest("route", real),
      browser(real),
      vitest("route", embedded, ["tests/route/sign-in"]),
      browser(embedded, ["sign-in.test.ts", "--project", "scripts-on"]),
    ]
  : [vitest("route", embedded), browser(embedded)];

let passed = 0;
const failed: string[] = [];
const unsteady: string[] = [];
async function buildAndRun(): Promise<void> {
  const [isBuilt] = await Promise.all([inTurn([build]), inTurn(units)]);
  if (isBuilt) await inTurn(journeys);
}
await Promise.all([inTurn(checks, { aside: true }), buildAndRun()]);

if (unsteady.length > 0) console.log(`\nPassed only when run again:\n${unsteady.join("\n")}`);
if (failed.length > 0) console.log(`\nFailed:\n${failed.join("\n")}`);
const failures = failed.length + (isCi ? unsteady.length : 0);
console.log(`\n${passed} passed, ${failures} failed`);
process.exit(failures === 0 && passed > 0 ? 0 : 1);

/** One step after the other, all of them whatever comes of each; true: nothing failed. `aside`: with low priority, its output at its end. */
async function inTurn(steps: readonly Step[], how: { aside?: boolean } = {}): Promise<boolean> {
  let isGreen = true;
  for (const step of steps) {
    const startedAt = performance.now();
    if (!how.aside) console.log(`\n=== ${step.name}`);
    const first = await attempt(step, how);
    const isWorthAnother = step.again && first.failures.length > 0 && first.failures.length <= FEW;
    if (isWorthAnother) console.log(`\n=== ${step.name}: what failed, once more`);
    const second = isWorthAnother
      ? await attempt({ ...step, command: [...step.command, ...(step.again?.(first.failures) ?? [])] }, how)
      : null;
    const verdict = judge({ first, second, isCi });
    passed += verdict.passed;
    failed.push(...verdict.failed.map((failure) => described(step, failure)));
    unsteady.push(...verdict.unsteady.map((failure) => described(step, failure)));
    isGreen &&= verdict.failed.length === 0;
    const bad = verdict.failed.length + (isCi ? verdict.unsteady.length : 0);
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    console.log(`=== ${step.name}: ${verdict.passed} passed, ${bad} failed, ${seconds} s`);
  }
  return isGreen;
}

async function attempt(step: Step, how: { aside?: boolean }): Promise<Report> {
  const isOk = await run(step, how);
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

function run({ command, environment }: Step, { aside = false }: { aside?: boolean }): Promise<boolean> {
  const whole = command[0] === "npm" ? command : ["npx", "--no-install", ...command];
  const [program = "", ...args] = aside ? ["nice", "-n", "10", ...whole] : whole;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: aside ? ["ignore", "pipe", "pipe"] : "inherit",
      env: { ...process.env, ...environment },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.on("close", (code) => {
      if (output.trim() !== "") console.log(`\n${output.trimEnd()}`);
      resolve(code === 0);
    });
  });
}
