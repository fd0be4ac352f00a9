/** The class of a failure. What to do about it follows from the class alone; the reason says which case it is. */
export type ErrorCode =
  | "invalid_input"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "provider_rejected"
  | "rate_limited"
  | "internal"
  | "provider_contract"
  | "provider_unavailable";

export const STATUS_OF_CODE: Record<ErrorCode, number> = {
  invalid_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  provider_rejected: 422,
  rate_limited: 429,
  internal: 500,
  provider_contract: 502,
  provider_unavailable: 503,
};

/** Codes that are part of normal operation: logged at warn, everything else at error. */
const EXPECTED: ReadonlySet<ErrorCode> = new Set([
  "invalid_input",
  "unauthenticated",
  "forbidden",
  "not_found",
  "conflict",
  "provider_rejected",
  "rate_limited",
  "provider_unavailable",
]);

/** Upper-case case of the product specification; doubles as the `code` of a JSON answer and as the message key `error.<reason>`. */
export type ErrorReason =
  | "VALIDATION_FAILED"
  | "INVALID_CREDENTIALS"
  | "SESSION_EXPIRED"
  | "OTP_INVALID"
  | "OTP_EXPIRED"
  | "OTP_ATTEMPTS_EXCEEDED"
  | "PASSKEY_REFUSED"
  | "FACTOR_COOLING"
  | "CSRF_INVALID"
  | "COOKIES_NEEDED"
  | "OTHER_ACCOUNT"
  | "WRONG_ADDRESS"
  | "STEP_UP_REQUIRED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "MAPPING_MISSING"
  | "IDEMPOTENCY_CONFLICT"
  | "RATE_LIMITED"
  | "BODY_TOO_LARGE"
  | "METHOD_NOT_ALLOWED"
  | "MAINTENANCE"
  | "BILLING_UNAVAILABLE"
  | "BILLING_REFUSED"
  | "BILLING_CONTRACT"
  | "BILLING_LINK_BLOCKED"
  | "CRM_UNAVAILABLE"
  | "CRM_REFUSED"
  | "CRM_CONTRACT"
  | "CRM_CONFLICT"
  | "CRM_DUPLICATE"
  | "SIM_UNAVAILABLE"
  | "SIM_REFUSED"
  | "SIM_CONTRACT"
  | "MAIL_REFUSED"
  | "MAIL_UNAVAILABLE"
  | "INTERNAL";

export type AppErrorOptions = {
  reason: ErrorReason;
  /** For logs only; never shown to a person. */
  message?: string;
  /** Overrides the status of the code, where the product specification gives the reason its own. */
  status?: number;
  /** Seconds to wait, for rate limits and unavailable providers. */
  retryAfter?: number;
  /** Told to a program beside the reason: what is wrong with which field, in words. */
  details?: Record<string, string>;
  /** Facts for the log: ids, provider, call, field. Never personal data, never a provider body. */
  facts?: Record<string, string | number | boolean | null>;
  cause?: unknown;
};

/** The one error type that crosses layers. Everything else that is thrown is a defect and becomes `internal`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly reason: ErrorReason;
  readonly status: number;
  readonly retryAfter: number | undefined;
  readonly details: Record<string, string> | undefined;
  readonly facts: Record<string, string | number | boolean | null>;

  constructor(code: ErrorCode, options: AppErrorOptions) {
    super(options.message ?? options.reason, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.reason = options.reason;
    this.status = options.status ?? STATUS_OF_CODE[code];
    this.retryAfter = options.retryAfter;
    this.details = options.details;
    this.facts = options.facts ?? {};
  }

  get expected(): boolean {
    return EXPECTED.has(this.code);
  }
}

export function isAppError(error: unknown): error is AppError {
  return error instanceof AppError;
}

/** Codes that say something about the record that was asked for, or about the one who asks. */
const ANSWERS: ReadonlySet<ErrorCode> = new Set([
  "invalid_input",
  "unauthenticated",
  "forbidden",
  "not_found",
  "conflict",
]);

/**
 * Whether a read ended with an answer ("there is no such record", "it is not yours", "this login is not linked"). Everything
 * else is a read that failed, a refusal by the provider and a defect of our own included: it says nothing about the record.
 */
export function isAnswer(error: unknown): error is AppError {
  return isAppError(error) && ANSWERS.has(error.code);
}

const UNAVAILABLE_INSTEAD: Partial<Record<ErrorReason, ErrorReason>> = {
  BILLING_REFUSED: "BILLING_UNAVAILABLE",
  CRM_REFUSED: "CRM_UNAVAILABLE",
  CRM_CONFLICT: "CRM_UNAVAILABLE",
  CRM_DUPLICATE: "CRM_UNAVAILABLE",
  SIM_REFUSED: "SIM_UNAVAILABLE",
};

/**
 * A provider that refuses a read refuses us, not the person: to them the system is unavailable. Commands keep their refusal,
 * since it is about what the person asked for. Anything else is returned as it is.
 */
export function asFailedRead(error: unknown): unknown {
  if (!isAppError(error) || error.code !== "provider_rejected") return error;
  return new AppError("provider_unavailable", {
    reason: UNAVAILABLE_INSTEAD[error.reason] ?? error.reason,
    message: error.message,
    facts: { ...error.facts, refused: true },
    cause: error,
  });
}

/** The provider did not give a usable answer: show the last good value or say that the part is unavailable. */
export function isUnavailable(error: unknown): error is AppError {
  return isAppError(error) && (error.code === "provider_unavailable" || error.code === "provider_contract");
}

/** A provider refused to tell something, which says nothing about what was asked for; a refused command is a verdict. */
export function isRefusedRead(error: unknown): error is AppError {
  return isAppError(error) && error.code === "provider_rejected" && error.facts["isRead"] === true;
}

/** Of a list of the billing system not every row can be read, and the one that matters may be among them. */
export function unreadableList(what: string): AppError {
  return new AppError("provider_contract", { reason: "BILLING_CONTRACT", message: `unreadable ${what}` });
}

export function assertNever(value: never): never {
  throw new AppError("internal", {
    reason: "INTERNAL",
    message: `unexpected variant ${JSON.stringify(value)}`,
  });
}
