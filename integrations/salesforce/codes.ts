/** What an error code of Salesforce means for a caller (salesforce-wire.md 11). */
export type CodeClass =
  /** 401 although the token was renewed. */
  | "session"
  /** REQUEST_LIMIT_EXCEEDED, told apart by its message. */
  | "limit"
  /** Somebody else has the row; in a moment it works. */
  | "locked"
  | "query_timeout"
  /** No usable answer: the effect of a write is unknown. */
  | "down"
  /** A page of a query that is no longer kept. */
  | "locator"
  /** Somebody else's error: look at the sibling. */
  | "derived"
  | "duplicate_value"
  | "duplicate_rule"
  /** What was sent does not please the org; a person can mend it. */
  | "input"
  /** A flow or trigger of the org failed. */
  | "automation"
  /** Our query, names or configuration are wrong. */
  | "defect"
  | "not_found"
  | "access"
  | "storage"
  | "unknown";

const CLASSES: Readonly<Record<string, CodeClass>> = {
  INVALID_SESSION_ID: "session",
  REQUEST_LIMIT_EXCEEDED: "limit",
  UNABLE_TO_LOCK_ROW: "locked",
  QUERY_TIMEOUT: "query_timeout",
  SERVER_UNAVAILABLE: "down",
  UNKNOWN_EXCEPTION: "down",
  ERROR_HTTP_420: "down",
  ERROR_HTTP_500: "down",
  ERROR_HTTP_502: "down",
  ERROR_HTTP_503: "down",
  ERROR_HTTP_504: "down",
  INVALID_QUERY_LOCATOR: "locator",
  PROCESSING_HALTED: "derived",
  ALL_OR_NONE_OPERATION_ROLLED_BACK: "derived",
  DUPLICATE_VALUE: "duplicate_value",
  DUPLICATES_DETECTED: "duplicate_rule",
  REQUIRED_FIELD_MISSING: "input",
  FIELD_CUSTOM_VALIDATION_EXCEPTION: "input",
  FIELD_INTEGRITY_EXCEPTION: "input",
  INVALID_EMAIL_ADDRESS: "input",
  STRING_TOO_LONG: "input",
  INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: "input",
  MULTIPLE_API_ERRORS: "input",
  CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY: "automation",
  CANNOT_EXECUTE_FLOW_TRIGGER: "automation",
  MALFORMED_QUERY: "defect",
  INVALID_FIELD: "defect",
  INVALID_FIELD_FOR_INSERT_UPDATE: "defect",
  INVALID_TYPE: "defect",
  MALFORMED_ID: "defect",
  JSON_PARSER_ERROR: "defect",
  INVALID_CROSS_REFERENCE_KEY: "defect",
  METHOD_NOT_ALLOWED: "defect",
  UNSUPPORTED_API_VERSION: "defect",
  MULTIPLE_CHOICES: "defect",
  ERROR_HTTP_405: "defect",
  ERROR_HTTP_410: "defect",
  ERROR_HTTP_414: "defect",
  ERROR_HTTP_415: "defect",
  ERROR_HTTP_431: "defect",
  NOT_FOUND: "not_found",
  ENTITY_IS_DELETED: "not_found",
  ERROR_HTTP_404: "not_found",
  API_DISABLED_FOR_ORG: "access",
  API_CURRENTLY_DISABLED: "access",
  STORAGE_LIMIT_EXCEEDED: "storage",
};

export function classOf({ code, message }: { code: string; message: string }): CodeClass {
  const known = CLASSES[code] ?? (code.startsWith("INSUFFICIENT_ACCESS") ? "access" : "unknown");
  // A trigger that met a locked row reports itself, with the cause in its text.
  if (known === "automation" && message.includes("UNABLE_TO_LOCK_ROW")) return "locked";
  return known;
}
