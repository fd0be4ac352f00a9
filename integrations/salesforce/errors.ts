import { AppError, isAppError } from "#domain/shared/errors.ts";
import { TransportFailure } from "#integrations/http/exchange.ts";
import type { Logger } from "#integrations/http/logger.ts";
import { classOf } from "./codes.ts";
import { wordOf } from "#domain/shared/salesforce-names.ts";

export const PROVIDER = "salesforce";

/** One error as any of the three envelopes gives it (salesforce-wire.md 6). */
export type ApiError = {
  code: string;
  message: string;
  fields: readonly string[];
  /** Records a duplicate rule has found. */
  matches: readonly string[];
  /** Which part of a call of several records it is about: a reference, or the place of a row. */
  part?: string;
};

/** Refusals inside an answer whose own status is 200; the client judges them like any other. Never empty. */
export class ApiFault extends Error {
  readonly errors: readonly ApiError[];
  readonly status: number | null;
  constructor(errors: readonly ApiError[], status: number | null) {
    super(errors.map(({ code }) => code).join(","));
    this.errors = errors;
    this.status = status;
  }
}

/** The error that decides: the others may only say that they failed with it. */
export function guiltyOf(errors: readonly ApiError[]): ApiError | undefined {
  return errors.find((error) => classOf(error) !== "derived") ?? errors[0];
}

const LOCATOR_GONE = "locator_gone";

/** The page of a query that was asked for is no longer kept, or not found: the query starts again. */
export function isLocatorGone(error: unknown): boolean {
  return isAppError(error) && (error.facts["cause"] === LOCATOR_GONE || error.code === "not_found");
}

const QUOTA_HOLD_MS = 15 * 60 * 1000;
/** Long calls of all the org's callers are too many: a short silence of ours is what helps. */
const BUSY_HOLD_MS = 5_000;

export type Judged = {
  action: string;
  /** A read that is refused is no answer to what a person has entered: it is told as one that cannot be had. */
  isRead: boolean;
  /** Null when there was no HTTP answer of its own, as for a part of a composite. */
  status: number | null;
  /** Seconds, where the answer named them. */
  retryAfter?: number | undefined;
  logger: Logger;
};

/**
 * What to throw for an error of Salesforce: a TransportFailure when it counts against the provider, an AppError otherwise
 * (salesforce-wire.md 11). Its words are never kept: they quote what was sent.
 */
export function toThrown(errors: readonly ApiError[], { isRead, ...judged }: Judged): Error {
  const thrown = judge(errors, judged);
  if (!isRead || !isAppError(thrown) || !["provider_rejected", "conflict"].includes(thrown.code))
    return thrown;
  return refusal("provider_contract", "CRM_CONTRACT", thrown.facts);
}

function judge(
  errors: readonly ApiError[],
  { action, status, retryAfter, logger }: Omit<Judged, "isRead">,
): Error {
  const error = guiltyOf(errors) ?? { code: "unknown", message: "", fields: [], matches: [] };
  const own = errors.filter((each) => each === error || classOf(each) !== "derived");
  const fields = [...new Set(own.flatMap((each) => each.fields))]
    .map((field) => wordOf(field) ?? field)
    .join(",");
  const facts = {
    provider: PROVIDER,
    action,
    errorCode: error.code,
    ...(error.part === undefined ? {} : { part: error.part }),
    ...(own.length > 1 ? { errors: own.map(codeWithPart).join(",") } : {}),
    ...(fields === "" ? {} : { fields }),
  };
  const unusable = () =>
    new TransportFailure("unusable_answer", {
      repeatable: true,
      ...(retryAfter === undefined ? {} : { retryAfter }),
    });
  const alarm = () =>
    logger.error(
      { event: "salesforce.refuses_for_operator", ...facts, refusal: adminText(error) },
      "customer system refuses: an operator is needed",
    );
  const later = (cause: string) =>
    new AppError("provider_unavailable", {
      reason: "CRM_UNAVAILABLE",
      message: `salesforce unavailable: ${cause}`,
      retryAfter: retryAfter ?? 1,
      facts: { ...facts, cause, sent: false },
    });

  switch (classOf(error)) {
    case "session":
      return new TransportFailure("access_refused", { sent: false, holdMs: 60_000 });
    case "limit": {
      const isDaily = !/^Concurrent/i.test(error.message);
      logger.error(
        { ...facts, event: "salesforce.calls_used_up" },
        isDaily ? "calls of the day are used up" : "too many long calls at once",
      );
      return new TransportFailure("quota", { sent: false, holdMs: isDaily ? QUOTA_HOLD_MS : BUSY_HOLD_MS });
    }
    case "locked":
      return later("row_locked");
    case "query_timeout":
      return later("query_timeout");
    case "down":
      return unusable();
    case "locator":
      return refusal("provider_contract", "CRM_CONTRACT", { ...facts, cause: LOCATOR_GONE });
    case "duplicate_value":
      return refusal("conflict", "CRM_CONFLICT", facts);
    case "duplicate_rule":
      return refusal("conflict", "CRM_DUPLICATE", { ...facts, matches: error.matches.join(",") });
    case "input":
      logger.warn(
        { event: "salesforce.refuses", ...facts, refusal: adminText(error) },
        "customer system refuses",
      );
      return refusal("provider_rejected", "CRM_REFUSED", facts);
    case "automation":
    case "storage":
      alarm();
      return refusal("provider_rejected", "CRM_REFUSED", facts);
    case "access":
      alarm();
      return new TransportFailure("access_refused", {
        sent: false,
        answered: true,
        ofAction: true,
        facts: { action, errorCode: error.code, ...(fields === "" ? {} : { fields }) },
      });
    case "not_found":
      return refusal("not_found", "NOT_FOUND", facts);
    case "derived":
    case "defect":
      alarm();
      return refusal("provider_contract", "CRM_CONTRACT", facts);
    case "unknown":
      alarm();
      if (status !== null && status >= 500) return unusable();
      return refusal("provider_rejected", "CRM_REFUSED", facts);
  }
}

function refusal(
  code: "conflict" | "provider_rejected" | "not_found" | "provider_contract",
  reason: "CRM_CONFLICT" | "CRM_DUPLICATE" | "CRM_REFUSED" | "CRM_CONTRACT" | "NOT_FOUND",
  facts: Record<string, string | number | boolean | null>,
): AppError {
  return new AppError(code, {
    reason,
    message: `${String(facts["action"])} refused: ${String(facts["errorCode"])}`,
    facts,
  });
}

/** The answer lacks what was agreed, or holds what it must not. */
export function contractError(action: string, field: string): AppError {
  return new AppError("provider_contract", {
    reason: "CRM_CONTRACT",
    message: `${action}: ${field} is not as agreed`,
    facts: { provider: PROVIDER, call: action, field },
  });
}

/** Somebody else's record is answered as one that does not exist. */
export function notFound(action: string): AppError {
  return new AppError("not_found", {
    reason: "NOT_FOUND",
    message: `${action}: no such record`,
    facts: { provider: PROVIDER, action },
  });
}

/** A move outside the tables of the domain is refused, and an operator told: somebody's picture of the record is wrong. */
export function refusedMove(
  { logger }: { logger: Logger },
  facts: Record<string, string | null> & { action: string },
): AppError {
  logger.error(
    { event: "salesforce.unknown_move", provider: PROVIDER, ...facts },
    "a move that is in no table was refused",
  );
  return new AppError("conflict", {
    reason: "CRM_CONFLICT",
    message: `${facts.action}: not from there to there`,
    facts: { provider: PROVIDER, ...facts },
  });
}

/** Only texts that the org's own staff have written; any other message may quote what a customer typed. */
function adminText({ code, message }: ApiError): string | null {
  if (code !== "FIELD_CUSTOM_VALIDATION_EXCEPTION") return null;
  return message.replace(/[^\s@"'<>]+@[^\s@"'<>]+/g, "[e-mail]").slice(0, 200);
}

function codeWithPart({ code, part }: ApiError): string {
  return part === undefined ? code : `${part}:${code}`;
}
