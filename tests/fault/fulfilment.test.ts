import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FULFILMENT_STEPS } from "#domain/orders/fulfilment.ts";
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
  it.each([KINDS.internet, KINDS.esim])(
    "$name",
    async (kind) => {
      const report = await createDisturber(bench)(kind);
      reports.push(report);
      expect(report.violations).toEqual([]);
    },
    FAULTS_MS,
  );

  it("every step that calls a provider was disturbed", () => {
    const disturbed = new Set(reports.flatMap(({ steps }) => [...steps]));
    const others = FULFILMENT_STEPS.filter((step) => !disturbed.has(step));
    // The first waits for a day, see fulfilment-lines.test.ts; the others call nobody.
    expect(others).toEqual(["tell_approved", "await_start", "tell_active"]);
  });
});
