import { STEP_RULES, type FulfilmentStep } from "#domain/orders/fulfilment.ts";
import { isAppError, type AppError } from "#domain/shared/errors.ts";
import type { Stop } from "~/platform/process/define.ts";
import { stop } from "./run.server.ts";

/** What an error of an adapter means for the order. A defect of ours has no code: the log has it. */
export function toFailure(error: unknown, step: string): Stop {
  if (!isAppError(error)) return stop("UNKNOWN", step);
  switch (error.reason) {
    case "BILLING_UNAVAILABLE":
    case "BILLING_CONTRACT":
      return stop("WHMCS_UNAVAILABLE", detailOf(error));
    case "CRM_UNAVAILABLE":
    case "CRM_CONTRACT":
      return stop("SALESFORCE_UNAVAILABLE", detailOf(error));
    case "SIM_UNAVAILABLE":
    case "SIM_CONTRACT":
      return stop("FREEBIT_UNAVAILABLE", detailOf(error));
    case "SIM_REFUSED":
    case "BILLING_REFUSED":
      return stop(refusedAt(step), detailOf(error));
    case "VALIDATION_FAILED":
      return stop("SIM_DATA_MISSING", detailOf(error));
    default:
      return stop(error.code === "not_found" ? refusedAt(step) : "UNKNOWN", detailOf(error));
  }
}

function refusedAt(step: string) {
  return Object.hasOwn(STEP_RULES, step) ? STEP_RULES[step as FulfilmentStep].refused : "UNKNOWN";
}

/** Names of calls, codes and fields, in this order: none of them tells of a person. */
function detailOf({ facts, reason }: AppError): string {
  const known = [
    facts["action"] ?? facts["call"],
    facts["resultCode"] ?? facts["errorCode"],
    facts["fields"] ?? facts["field"],
  ];
  const parts = known.filter((part) => part !== undefined && part !== null && part !== "");
  return parts.length > 0 ? parts.join(" ") : reason;
}
