import { accept, queue, record, requireInService, requireLine, requirePause, type Call } from "../context.ts";
import { ANY_DAY, check, CONTRACT_LINE, FLAG, PHONE, PLAN_CODE, PRODUCT_NUMBER, toDay } from "../fields.ts";
import { setPlan, startOfDay } from "../network.ts";
import { PLANS } from "../plans.ts";
import { Refusal } from "../refusal.ts";

/** PA05-21: now, or at 00:00 of `runTime`. */
export const changePlan: Call = (fields, context) => {
  check(fields, [
    { field: "account", required: true, format: PHONE },
    { field: "planCode", required: true, format: PLAN_CODE },
    { field: "globalIp", format: FLAG },
    { field: "runTime", format: ANY_DAY },
  ]);
  const { clock } = context;
  const planCode = fields.text("planCode");
  const day = toDay(fields.text("runTime")) || clock.today();
  if (day < clock.today()) throw new Refusal("400-301", "runTime is in the past");
  const line = requireLine(context, fields.text("account"));
  requireInService(line);
  if (!PLANS.has(planCode) || line.queue.some(({ func }) => func === "PA05-21"))
    throw new Refusal("400-215", "Plan change not possible");
  requirePause(line, context);

  // T9.
  const kept = line.queue.filter(({ func }) => func !== "PA02-04");
  if (kept.length < line.queue.length)
    record(context, { api: "PA05-21", account: line.account, note: "cancellation-withdrawn" });
  line.queue = kept;
  accept(context, line, { api: "PA05-21", note: `${planCode} from ${day}` });
  if (day === clock.today()) setPlan(line, planCode);
  else {
    const apply = (due: typeof line): void => setPlan(due, planCode);
    line.queue.push({ func: "PA05-21", dueAt: startOfDay(day), day, apply });
  }
  return { ipv4: "", ipv6: "" };
};

/** PA05-38: asking for the line type in use does nothing, but locks all the same. */
export const changeContractLine: Call = (fields, context) => {
  check(fields, [
    { field: "account", required: true, format: PHONE },
    { field: "contractLine", required: true, format: CONTRACT_LINE, message: "contractLine value" },
    { field: "productNumber", format: PRODUCT_NUMBER },
  ]);
  const line = requireLine(context, fields.text("account"));
  requireInService(line);
  requirePause(line, context);
  const contractLine = fields.text("contractLine") === "5G" ? "5G" : "4G";
  accept(context, line, { api: "PA05-38", note: contractLine });
  queue(context, line, {
    func: "PA05-38",
    seconds: context.shape.pauseSeconds,
    apply: (due) => {
      due.contractLine = contractLine;
    },
  });
  return {};
};
