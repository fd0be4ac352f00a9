import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

/** The environment is read once, where the process starts; everything else is passed what it needs (architecture.md 4). */
const root = fileURLToPath(new URL("..", import.meta.url));
const MAY_READ = new Set(["app/server/main.ts"]);

const files = ["app", "domain", "integrations", "db"]
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`),
  )
  .filter((file) => /\.(tsx?|js)$/.test(file))
  .filter((file) => !/\.(test|contract)\.tsx?$|[./]testing[./]/.test(file) && !MAY_READ.has(file));

/** `process.env`, however it is come by. */
const READS = [
  /\bprocess\s*(\?\.|\.)\s*env\b/,
  /\bprocess\s*\[/,
  /\{[^}]*\benv\b[^}]*\}\s*=\s*process\b/,
  /import\s*\{[^}]*\benv\b[^}]*\}\s*from\s*["'](node:)?process["']/,
  /\bimport\.meta\.env\b/,
  /\bloadEnvFile\b/,
];

const readsEnvironment = (source: string) => READS.some((pattern) => pattern.test(source));

test.each(files)("%s does not read the environment", (file) => {
  expect(readsEnvironment(readFileSync(join(root, file), "utf8"))).toBe(false);
});

test("the one file that may, does", () => {
  for (const file of MAY_READ) expect(readsEnvironment(readFileSync(join(root, file), "utf8"))).toBe(true);
});

describe("the check itself", () => {
  test.each([
    "process.env.PORT",
    'process["env"]',
    "process?.env",
    "const { env } = process;",
    'import { env } from "node:process";',
    "import.meta.env.MODE",
    "process.loadEnvFile()",
  ])("finds %s", (source) => {
    expect(readsEnvironment(source)).toBe(true);
  });

  test.each(["env.PORT", "readConfig(environment)", "process.exit(1)", "({ req, env }) => env"])(
    "lets %s pass",
    (source) => {
      expect(readsEnvironment(source)).toBe(false);
    },
  );
});
