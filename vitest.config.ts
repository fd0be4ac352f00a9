import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const alias = { "~": fileURLToPath(new URL("./app", import.meta.url)) };

/** Faults wait for processes that die: begun last, they would keep one worker busy while the other stands still. */
class FaultsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isFault = ({ moduleId }: TestSpecification) => moduleId.includes("/tests/fault/");
    const sorted = await super.sort(files);
    return [...sorted.filter(isFault), ...sorted.filter((file) => !isFault(file))];
  }
}

export default defineConfig({
  resolve: { alias },
  test: {
    // Tests wait for sockets and processes more than they compute; the default leaves one of two cores to the runner.
    maxWorkers: 2,
    sequence: { sequencer: FaultsFirst },
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
