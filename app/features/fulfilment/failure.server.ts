import { STEP_RULES, type FulfilmentStep } from "#domain/orders/fulfilment.ts";
import type { FulfilmentError } from "#domain/orders/schema.ts";
import { isAppError, type AppError } from "#domain/shared/errors.ts";

export type Failure = { code: FulfilmentError; detail: string | null };

/** What an error of an adapter means for the order. A defect of ours has no code: the log has it. */
export function toFailure(step: FulfilmentStep, error: unknown): Failure {
  if (!isAppError(error)) return { code: "UNKNOWN", detail: step };
  switch (error.reason) {
    case "BILLING_UNAVAILABLE":
    case "BILLING_CONTRACT":
      return { code: "WHMCS_UNAVAILABLE", detail: detailOf(error) };
    case "CRM_UNAVAILABLE":
    case "CRM_CONTRACT":
      return { code: "SALESFORCE_UNAVAILABLE", detail: detailOf(error) };
    case "SIM_UNAVAILABLE":
    case "SIM_CONTRACT":
      return { code: "FREEBIT_UNAVAILABLE", detail: detailOf(error) };
    case "SIM_REFUSED":
    case "BILLING_REFUSED":
      return { code: STEP_RULES[step].refused, detail: detailOf(error) };
    case "VALIDATION_FAILED":
      return { code: "SIM_DATA_MISSING", detail: detailOf(error) };
    default:
      return {
        code: error.code === "not_found" ? STEP_RULES[step].refused : "UNKNOWN",
        detail: detailOf(error),
      };
  }
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
