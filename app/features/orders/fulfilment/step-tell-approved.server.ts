import { tellCustomer } from "./tell-customer.server.ts";
import type { Step } from "./run.server.ts";

/** The customer hears once that the order is approved, however often it runs. */
export const tellApproved: Step = (run) =>
  Promise.resolve({ end: "done", also: (tx) => tellCustomer(run, tx, "approved") });
