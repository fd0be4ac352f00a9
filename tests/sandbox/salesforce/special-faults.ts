import type { SpecialFault } from "../faults.ts";
import type { Reply } from "../http.ts";
import { jsonReply } from "../http.ts";

function refuse(status: number, errorCode: string, message: string): SpecialFault["reply"] {
  return (): Reply => jsonReply([{ message, errorCode }], status);
}

/** Faults with Salesforce's own face (salesforce-wire.md 6 and 11); none of them does the work. */
export const SALESFORCE_FAULTS: Record<string, SpecialFault> = {
  daily_limit: {
    about: "403 REQUEST_LIMIT_EXCEEDED: the calls of the day are used up",
    work: false,
    reply: refuse(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."),
  },
  concurrent_limit: {
    about: "403 REQUEST_LIMIT_EXCEEDED: too many long calls at once",
    work: false,
    reply: refuse(
      403,
      "REQUEST_LIMIT_EXCEEDED",
      "ConcurrentRequests (Concurrent API Requests) Limit exceeded.",
    ),
  },
  session_expired: {
    about: "401 INVALID_SESSION_ID, whatever the token",
    work: false,
    reply: refuse(401, "INVALID_SESSION_ID", "Session expired or invalid"),
  },
  lock_row: {
    about: "400 UNABLE_TO_LOCK_ROW",
    work: false,
    reply: refuse(
      400,
      "UNABLE_TO_LOCK_ROW",
      "unable to obtain exclusive access to this record or 1 records: 0015h0000000001AAA",
    ),
  },
  validation_rule: {
    about: "400 FIELD_CUSTOM_VALIDATION_EXCEPTION: a rule of the org refuses the record",
    work: false,
    reply: refuse(400, "FIELD_CUSTOM_VALIDATION_EXCEPTION", "This record is not allowed here."),
  },
  refused: {
    about: "400 with an error code that is in no documentation",
    work: false,
    reply: refuse(400, "NEW_CODE", "Internal problem"),
  },
  locator_gone: {
    about: "400 INVALID_QUERY_LOCATOR: the page is no longer kept",
    work: false,
    reply: refuse(400, "INVALID_QUERY_LOCATOR", "invalid query locator"),
  },
  server_unavailable: {
    about: "503 SERVER_UNAVAILABLE in JSON",
    work: false,
    reply: refuse(
      503,
      "SERVER_UNAVAILABLE",
      "We are experiencing higher than usual load. Please retry your request later.",
    ),
  },
  unknown_exception: {
    about: "500 UNKNOWN_EXCEPTION in JSON",
    work: false,
    reply: refuse(
      500,
      "UNKNOWN_EXCEPTION",
      "An unexpected error occurred. Please include this ErrorId if you contact support: 1234-5678 (-1)",
    ),
  },
  redirect: {
    about: "302 to another address",
    work: false,
    reply: () => ({ status: 302, headers: { location: "https://elsewhere.example/" }, body: "" }),
  },
};
