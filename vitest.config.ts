import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const alias = { "~": fileURLToPath(new URL("./app", import.meta.url)) };

/**
 * Faults wait for processes that die, and the run of many orders is the longest of all: begun last, they would keep one worker busy while
 * the other stands still. CI has no times of an earlier run to sort by.
 */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) =>
      moduleId.endsWith("/tests/fault/many-orders.test.ts") ? 0 : moduleId.includes("/tests/fault/") ? 1 : 2;
    // A stable sort: within a rank the order is vitest's own.
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  resolve: { alias },
  test: {
    // Tests wait for sockets and processes more than they compute; the default leaves one of two cores to the runner.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          // Half of the time would go into loading the same modules for every file.
          isolate: false,
          include: ["{app,domain,integrations,db,scripts,tests/sandbox}/**/*.test.{ts,tsx}"],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "route",
          include: ["tests/{route,guard,fault}/**/*.test.ts"],
          globalSetup: ["tests/setup/built.ts"],
          testTimeout: 30_000,
          hookTimeout: 90_000,
        },
      },
    ],
  },
});
