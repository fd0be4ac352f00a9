import { FULFILMENT } from "#domain/orders/fulfilment.ts";
import { progressOf } from "#domain/sim/rules.ts";
import { requireNumber, requirePlan } from "./line.server.ts";
import { stop, type Step } from "./run.server.ts";

/** Asks once whether the line is open; the next time is a job of its own (freebit.md 4.17). */
export const awaitLine: Step = async (run) => {
  const { deps, fulfilment } = run;
  const { planCode } = requirePlan(run);
  const line = await deps.freebit.findLine({ msisdn: await requireNumber(run) });
  const progress = progressOf(line);
  switch (progress) {
    case "open":
      if ((line?.planCode ?? planCode) !== planCode) return stop("SIM_ACTIVATION_FAILED", "another plan");
      return { end: "done", facts: { waitingSince: null } };
    case "ended":
    case "unclear":
      return stop("SIM_ACTIVATION_FAILED", `the line is ${progress}`);
    case "absent":
    case "temporary":
    case "opening": {
      const now = deps.now();
      const waitingSince = fulfilment.waitingSince ?? now;
      if (now.getTime() - waitingSince.getTime() >= FULFILMENT.lineLimitMs)
        return stop("SIM_ACTIVATION_FAILED", "not open after half an hour");
      return { end: "wait", until: new Date(now.getTime() + FULFILMENT.lineLookMs), facts: { waitingSince } };
    }
  }
};
