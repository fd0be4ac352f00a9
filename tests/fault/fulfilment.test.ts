import { expect, it } from "vitest";
import { FULFILMENT_STEPS } from "#domain/orders/fulfilment.ts";
import { describeDisturbed } from "../support/disturbed-orders.ts";
import { KINDS } from "../support/fulfilment-faults.ts";

describeDisturbed([KINDS.internet, KINDS.esim], (reports) => {
  it("every step that calls a provider was disturbed", () => {
    const disturbed = new Set(reports.flatMap(({ steps }) => [...steps]));
    const others = FULFILMENT_STEPS.filter((step) => !disturbed.has(step));
    // They call nobody. A start on a day is in fulfilment-lines.test.ts, one by a technician here.
    expect(others).toEqual(["tell_approved", "tell_active"]);
  });
});
