import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { judge, readReport } from "./test-report.ts";

const folder = mkdtempSync(join(tmpdir(), "report-"));
afterAll(() => rmSync(folder, { recursive: true }));

type Test = { status: string; fullName: string; failureMessages?: string[] };

function report(status: string, message: string, assertionResults: Test[]) {
  const path = join(folder, "report.json");
  const numPassedTests = assertionResults.filter((each) => each.status === "passed").length;
  writeFileSync(
    path,
    JSON.stringify({
      numPassedTests,
      testResults: [{ name: "a.test.ts", status, message, assertionResults }],
    }),
  );
  return readReport(path);
}

const passed = { status: "passed", fullName: "adds" };
const skipped = { status: "skipped", fullName: "takes away" };
const failed = { status: "failed", fullName: "divides", failureMessages: ["1 is not 2"] };

test("what passed is counted", () => {
  expect(report("passed", "", [passed])).toEqual({ passed: 1, failures: [] });
});

test("what failed is named with its reason", () => {
  expect(report("failed", "", [passed, failed])).toEqual({
    passed: 1,
    failures: [{ file: "a.test.ts", title: "divides", message: "1 is not 2" }],
  });
});

test("a file that could not be made ready is one failure, with its reason", () => {
  expect(report("failed", "Hook timed out", [skipped, skipped]).failures).toEqual([
    { file: "a.test.ts", title: "the file itself", message: "Hook timed out" },
  ]);
});

test("a file that broke after its tests has failed", () => {
  expect(report("failed", "not tidied up", [passed]).failures).toHaveLength(1);
  expect(report("failed", "", [passed]).failures).toHaveLength(1);
  expect(report("failed", "not tidied up", [passed, failed]).failures).toHaveLength(2);
});

test("a skipped test is a failure, and so is a report that cannot be read", () => {
  expect(report("passed", "", [passed, skipped]).failures).toEqual([
    { file: "a.test.ts", title: "takes away", message: "skipped" },
  ]);
  expect(readReport(join(folder, "missing.json"))).toMatchObject({
    passed: 0,
    failures: [{ title: "no report was written" }],
  });
});

test("what passes only when it is run again is named, and is no pass in CI", () => {
  const first = report("failed", "", [passed, failed]);
  const second = report("passed", "", [passed]);
  expect(judge({ first, second, isCi: true })).toEqual({ passed: 1, failed: [], unsteady: first.failures });
  expect(judge({ first, second, isCi: false })).toEqual({ passed: 2, failed: [], unsteady: first.failures });
});

test("what fails again, or is not run again, has failed", () => {
  const first = report("failed", "", [passed, failed]);
  for (const second of [first, null])
    for (const isCi of [true, false])
      expect(judge({ first, second, isCi })).toEqual({ passed: 1, failed: first.failures, unsteady: [] });
});
