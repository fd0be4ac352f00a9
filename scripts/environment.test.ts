import { fileURLToPath } from "node:url";
import { ESLint, Linter } from "eslint";
import { describe, expect, test } from "vitest";
import { ENVIRONMENT_READS } from "../eslint.config.js";

const linter = new Linter({ configType: "flat" });
const faultsIn = (source: string) =>
  linter.verify(source, [
    {
      languageOptions: { sourceType: "module" },
      rules: { "no-restricted-syntax": ["error", ...ENVIRONMENT_READS] },
    },
  ]);

describe("the rule that the environment is read in one place", () => {
  test.each([
    "process.env.PORT",
    'process["env"]',
    "process?.env",
    "const { env } = process;",
    'import { env } from "node:process";',
    'import process from "process";',
    "import.meta.env.MODE",
    "process.loadEnvFile()",
  ])("finds %s", (source) => {
    expect(faultsIn(source).map(({ ruleId }) => ruleId)).toContain("no-restricted-syntax");
  });

  test.each(["env.PORT", "readConfig(environment)", "process.exit(1)", "({ req, env }) => env"])(
    "lets %s pass",
    (source) => {
      expect(faultsIn(source)).toEqual([]);
    },
  );

  test("holds for what is shipped, but where the process starts", async () => {
    const eslint = new ESLint({ cwd: fileURLToPath(new URL("..", import.meta.url)) });
    const isHeld = async (file: string) => {
      const { rules } = (await eslint.calculateConfigForFile(file)) as { rules: Record<string, unknown> };
      return JSON.stringify(rules["no-restricted-syntax"]).includes(JSON.stringify(ENVIRONMENT_READS[0]));
    };
    for (const file of [
      "app/root.tsx",
      "app/server/compose.server.ts",
      "domain/a.ts",
      "integrations/a.ts",
      "db/a.ts",
    ])
      expect(await isHeld(file), file).toBe(true);
    for (const file of ["app/server/main.ts", "db/testing.server.ts", "db/a.test.ts", "scripts/test.ts"])
      expect(await isHeld(file), file).toBe(false);
  });
});
