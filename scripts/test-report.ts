import { readFileSync } from "node:fs";

export type Failure = { file: string; title: string; message: string };
export type Report = { passed: number; failures: Failure[] };

type VitestReport = {
  numPassedTests: number;
  testResults: {
    name: string;
    status: string;
    message?: string;
    assertionResults: { status: string; fullName: string; failureMessages?: string[] }[];
  }[];
};
type PlaywrightSuite = {
  suites?: PlaywrightSuite[];
  specs?: {
    title: string;
    file: string;
    tests: { projectName: string; status: string; results: { error?: { message?: string } }[] }[];
  }[];
};
type PlaywrightReport = {
  stats: { expected: number };
  suites: PlaywrightSuite[];
  errors?: { message?: string }[];
};

/**
 * What a runner's JSON report says. Whatever is not plainly passed is a failure, a skipped test too, because nothing here is
 * skipped on purpose; so is a report that cannot be read.
 */
export function readReport(path: string): Report {
  let report: VitestReport | PlaywrightReport;
  try {
    report = JSON.parse(readFileSync(path, "utf8")) as VitestReport | PlaywrightReport;
  } catch {
    return { passed: 0, failures: [{ file: path, title: "no report was written", message: "" }] };
  }
  return "stats" in report
    ? {
        passed: report.stats.expected,
        failures: [...report.suites.flatMap(failuresOf), ...brokenRun(path, report)],
      }
    : { passed: report.numPassedTests, failures: report.testResults.flatMap(failuresOfFile) };
}

export type Verdict = { passed: number; failed: Failure[]; unsteady: Failure[] };

/**
 * What came of a step whose failures ran a second time, or did not (null). What passed then is unsteady: named everywhere, and not counted as
 * passed in CI.
 */
export function judge(run: { first: Report; second: Report | null; isCi: boolean }): Verdict {
  const { passed, failures } = run.first;
  if (failures.length === 0 || !run.second || run.second.failures.length > 0)
    return { passed, failed: failures, unsteady: [] };
  return { passed: passed + (run.isCi ? 0 : failures.length), failed: [], unsteady: failures };
}

function failuresOfFile({
  name,
  status,
  message = "",
  assertionResults,
}: VitestReport["testResults"][number]) {
  // Of a file that could not be made ready, all tests are skipped and the one reason is the file's.
  const isBroken = status === "failed" && (message !== "" || assertionResults.every(isPassed));
  const tests = assertionResults.filter(
    (test) => !isPassed(test) && !(isBroken && test.status === "skipped"),
  );
  const failures: Failure[] = tests.map((test) => ({
    file: name,
    title: test.fullName,
    message: test.failureMessages?.[0] ?? test.status,
  }));
  return isBroken ? [...failures, { file: name, title: "the file itself", message }] : failures;
}

const isPassed = ({ status }: { status: string }) => status === "passed";

function failuresOf(suite: PlaywrightSuite): Failure[] {
  const own = (suite.specs ?? []).flatMap(({ title, file, tests }) =>
    tests
      .filter(({ status }) => status !== "expected")
      .map(({ projectName, status, results }) => ({
        file,
        title: `[${projectName}] ${title}`,
        message: results.at(-1)?.error?.message ?? status,
      })),
  );
  return [...own, ...(suite.suites ?? []).flatMap(failuresOf)];
}

function brokenRun(path: string, { errors = [] }: PlaywrightReport): Failure[] {
  return errors.map(({ message = "" }) => ({ file: path, title: "the run itself", message }));
}
