import { isAppError, isRefusedRead, isUnavailable, type AppError } from "#domain/shared/errors.ts";
import type { Refs } from "#db/schema/processes.server.ts";
import type { Acted } from "~/platform/process/define.ts";

/**
 * Milliseconds that a command without an answer may still be under way at Salesforce: two for sending it, ten each for a free
 * connection and for a look that comes first, thirty for its own time, and as long again for what Salesforce does after that.
 */
export const SALESFORCE_QUIET_MS = 75_000;

/** Salesforce does not take what was sent, and has nothing of it. */
export function isRefusal(error: unknown): error is AppError {
  const isVerdict =
    isAppError(error) && ["provider_rejected", "invalid_input", "conflict"].includes(error.code);
  return isVerdict && !isRefusedRead(error);
}

/** Makes a call that changes something in Salesforce; an answer that is missing or unusable leaves open whether it has. */
export async function actInSalesforce(call: () => Promise<Refs>): Promise<Acted> {
  try {
    return { outcome: "done", refs: await call() };
  } catch (error) {
    if (isUnavailable(error) && error.facts["sent"] !== false)
      return { outcome: "unknown", code: error.reason };
    if (isRefusal(error)) return { outcome: "refused", code: error.reason, detail: fieldsOf(error) };
    throw error;
  }
}

/** Names of fields, for staff. */
function fieldsOf({ facts }: AppError): string {
  return String(facts["fields"] ?? facts["errorCode"] ?? "");
}
