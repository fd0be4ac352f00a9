import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startFulfilmentBench, type FulfilmentBench } from "~/features/fulfilment/fulfilment.testing.ts";
import { createDisturber, type Kind, type Report } from "./fulfilment-faults.ts";

const FAULTS_MS = 300_000;

/** A file's kinds of orders, disturbed at every call; says at its end how many runs there were. `after` tests what they show together. */
export function describeDisturbed(
  kinds: readonly Kind[],
  after: (reports: readonly Report[]) => void = () => undefined,
): void {
  let bench: FulfilmentBench;
  const reports: Report[] = [];
  beforeAll(async () => {
    bench = await startFulfilmentBench();
  });
  afterAll(async () => {
    await bench.close();
    const sum = (count: (report: Report) => number) =>
      reports.reduce((all, report) => all + count(report), 0);
    const [runs, parked] = [sum((report) => report.runs), sum((report) => report.parked)];
    const violations = sum((report) => report.violations.length);
    console.log(`fulfilment faults: ${runs} runs, ${parked} parked with a reason, ${violations} violations`);
  });

  describe("an order that is disturbed at any of its calls is processed once, or parked with its reason", () => {
    it.each(kinds)(
      "$name",
      async (kind) => {
        const report = await createDisturber(bench)(kind);
        reports.push(report);
        expect(report.violations).toEqual([]);
      },
      FAULTS_MS,
    );
    after(reports);
  });
}
