import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  startFulfilmentBench,
  type FulfilmentBench,
} from "~/features/orders/fulfilment/fulfilment.testing.ts";
import { createDisturber, KINDS, type Report } from "../support/fulfilment-faults.ts";

const FAULTS_MS = 300_000;
let bench: FulfilmentBench;
const reports: Report[] = [];
beforeAll(async () => {
  bench = await startFulfilmentBench();
});
afterAll(async () => {
  await bench.close();
  const runs = reports.reduce((sum, report) => sum + report.runs, 0);
  const parked = reports.reduce((sum, report) => sum + report.parked, 0);
  const violations = reports.reduce((sum, report) => sum + report.violations.length, 0);
  console.log(`fulfilment faults: ${runs} runs, ${parked} parked with a reason, ${violations} violations`);
});

describe("an order that is disturbed at any of its calls is processed once, or parked with its reason", () => {
  it.each([KINDS.portedEsim, KINDS.card, KINDS.portedCard, KINDS.scheduled])(
    "$name",
    async (kind) => {
      const report = await createDisturber(bench)(kind);
      reports.push(report);
      expect(report.violations).toEqual([]);
    },
    FAULTS_MS,
  );
});
