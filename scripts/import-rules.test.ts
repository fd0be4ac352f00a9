import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** Rooms that break one rule each: the rule, the room, what it imports, and the file it must not reach. */
const BREACHES: [rule: string, file: string, imports: string, target: string][] = [
  ["domain-is-pure", "domain/a1.ts", "node:fs", ""],
  ["adapters-know-no-house", "integrations/whmcs/a2.ts", "../../db/b2.server.ts", "db/b2.server.ts"],
  ["product-knows-no-tests", "integrations/whmcs/a3.ts", "../../tests/sandbox/b3.ts", "tests/sandbox/b3.ts"],
  [
    "adapters-know-no-other-provider",
    "integrations/whmcs/a4.ts",
    "../freebit/b4.ts",
    "integrations/freebit/b4.ts",
  ],
  [
    "sandbox-shares-nothing",
    "tests/sandbox/a5.ts",
    "../../integrations/whmcs/b5.ts",
    "integrations/whmcs/b5.ts",
  ],
  ["sandbox-shares-nothing", "tests/sandbox/a6.ts", "../../domain/b6.ts", "domain/b6.ts"],
  ["db-knows-no-app", "db/a7.server.ts", "../app/b7.ts", "app/b7.ts"],
  ["platform-knows-no-feature", "app/platform/a8.ts", "../features/x/b8.ts", "app/features/x/b8.ts"],
  [
    "platform-knows-no-provider",
    "app/platform/a9.ts",
    "../../integrations/whmcs/b9.ts",
    "integrations/whmcs/b9.ts",
  ],
  [
    "feature-servers-know-no-route",
    "app/features/x/a10.server.ts",
    "../../routes/b10.ts",
    "app/routes/b10.ts",
  ],
  [
    "features-keep-to-themselves",
    "app/features/x/a11.server.ts",
    "../y/b11.server.ts",
    "app/features/y/b11.server.ts",
  ],
  [
    "components-run-anywhere",
    "app/components/a12.tsx",
    "../platform/b12.server.ts",
    "app/platform/b12.server.ts",
  ],
  ["routes-know-no-other-route", "app/routes/a13.tsx", "./b13.tsx", "app/routes/b13.tsx"],
  ["no-circular", "domain/a14.ts", "./b14.ts", "domain/b14.ts"],
  ["no-circular", "domain/a15.ts", "./b15.ts", "domain/b15.ts"],
  [
    "services-know-no-use-case",
    "app/services.ts",
    "./features/x/b16.server.ts",
    "app/features/x/b16.server.ts",
  ],
  ["platform-knows-no-feature", "app/platform/a17.ts", "../server/b17.ts", "app/server/b17.ts"],
];
const CLEAN = "integrations/whmcs/clean.ts";

const folder = mkdtempSync(join(tmpdir(), "import-rules-"));
let output = "";

function plant(path: string, text: string): void {
  mkdirSync(join(folder, dirname(path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

beforeAll(() => {
  for (const [, file, imports, target] of BREACHES) {
    plant(
      file,
      imports.startsWith("node:")
        ? `import "${imports}";\n`
        : `import { b } from "${imports}";\nexport const a = () => b;\n`,
    );
    if (target) plant(target, "export const b = 1;\n");
  }
  plant("domain/b14.ts", 'import { a } from "./a14.ts";\nexport const b = () => a;\n');
  // A circle of types alone is a circle too: neither file can be understood, moved or taken away without the other.
  plant("domain/a15.ts", 'import type { B } from "./b15.ts";\nexport type A = B | null;\n');
  plant("domain/b15.ts", 'import type { A } from "./a15.ts";\nexport type B = { a: A };\n');
  plant("domain/clean.ts", "export const b = 1;\n");
  plant(CLEAN, 'import { b } from "../../domain/clean.ts";\nexport const a = b;\n');
  for (const name of ["node_modules", "tsconfig.json"]) symlinkSync(resolve(name), join(folder, name));
  const run = spawnSync(
    process.execPath,
    [
      resolve("node_modules/dependency-cruiser/bin/dependency-cruise.mjs"),
      "--config",
      resolve("dependency-cruiser.config.js"),
      "--output-type",
      "err",
      "app",
      "domain",
      "integrations",
      "db",
      "tests/sandbox",
    ],
    { cwd: folder, encoding: "utf8" },
  );
  output = stripVTControlCharacters(`exit ${run.status}\n${run.stdout}${run.stderr}`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("import rules", () => {
  it.each(BREACHES)("%s: %s may not import %s", (rule, file) => {
    expect(output).toMatch(new RegExp(`error ${rule}: ${file.replaceAll(".", "\\.")} `));
  });

  it("end the run with a failure, and leave a clean room alone", () => {
    expect(output).not.toContain("exit 0");
    expect(output).not.toContain(CLEAN);
  });
});
