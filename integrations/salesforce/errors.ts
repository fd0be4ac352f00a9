import { AppError, isAppError } from "#domain/shared/errors.ts";
import { TransportFailure } from "#integrations/http/exchange.ts";
import type { Logger } from "#integrations/http/logger.ts";
import { classOf } from "./codes.ts";
import { wordOf } from "./names.ts";

export const PROVIDER = "salesforce";

/** One error as any of the three envelopes gives it (salesforce-wire.md 6). */
export type ApiError = {
  code: string;
  message: string;
  fields: readonly string[];
  /** Records a duplicate rule has found. */
  matches: readonly string[];
};

/** A refusal inside an answer whose own status is 200; the client judges it like any other. */
export class ApiFault extends Error {
  readonly error: ApiError;
  readonly status: number | null;
  constructor(error: ApiError, status: number | null) {
    super(error.code);
    this.error = error;
    this.status = status;
  }
}

/** The page that was asked for is no longer kept: the query starts again. */
export class LocatorExpired extends Error {}

const QUOTA_HOLD_MS = 15 * 60 * 1000;
/** Long calls of all the org's callers are too many: a short silence of ours is what helps. */
const BUSY_HOLD_MS = 5_000;

export type Judged = {
  action: string;
  /** Null when there was no HTTP answer of its own, as for a part of a composite. */
  status: number | null;
  logger: Logger;
};

/**
 * What to throw for an error of Salesforce: a TransportFailure when it counts against the provider, an AppError otherwise
 * (salesforce-wire.md 11). Its words are never kept: they quote what was sent.
 */
export function toThrown(error: ApiError, { action, status, logger }: Judged): Error {
  const fields = error.fields.map((field) => wordOf(field) ?? field).join(",");
  const facts = { provider: PROVIDER, action, errorCode: error.code, ...(fields === "" ? {} : { fields }) };
  const alarm = () =>
    logger.error({ ...facts, refusal: adminText(error) }, "customer system refuses: an operator is needed");
  const later = (cause: string) =>
    new AppError("provider_unavailable", {
      reason: "CRM_UNAVAILABLE",
      message: `salesforce unavailable: ${cause}`,
      retryAfter: 1,
      facts: { ...facts, cause, sent: false },
    });

  switch (classOf(error)) {
    case "session":
      return new TransportFailure("access_refused", { sent: false, holdMs: 60_000 });
    case "limit": {
      const isDaily = !/^Concurrent/i.test(error.message);
      logger.error(facts, isDaily ? "calls of the day are used up" : "too many long calls at once");
      return new TransportFailure("quota", { sent: false, holdMs: isDaily ? QUOTA_HOLD_MS : BUSY_HOLD_MS });
    }
    case "locked":
      return later("row_locked");
    case "query_timeout":
      return later("query_timeout");
    case "down":
      return new TransportFailure("unusable_answer", { repeatable: true });
    case "locator":
      return new LocatorExpired();
    case "duplicate_value":
      return refusal("conflict", "CRM_CONFLICT", facts);
    case "duplicate_rule":
      return refusal("conflict", "CRM_DUPLICATE", { ...facts, matches: error.matches.join(",") });
    case "input":
      logger.warn({ ...facts, refusal: adminText(error) }, "customer system refuses");
      return refusal("provider_rejected", "CRM_REFUSED", facts);
    case "automation":
    case "storage":
      alarm();
      return refusal("provider_rejected", "CRM_REFUSED", facts);
    case "access":
      alarm();
      return later("access_refused");
    case "not_found":
      return refusal("not_found", "NOT_FOUND", facts);
    case "derived":
    case "defect":
      alarm();
      return refusal("provider_contract", "CRM_CONTRACT", facts);
    case "unknown":
      alarm();
      if (status !== null && status >= 500)
        return new TransportFailure("unusable_answer", { repeatable: true });
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
  logger.error({ provider: PROVIDER, ...facts }, "a move that is in no table was refused");
  return new AppError("conflict", {
    reason: "CRM_CONFLICT",
    message: `${facts.action}: not from there to there`,
    facts: { provider: PROVIDER, ...facts },
  });
}

/** Whether a failed write may have happened all the same: send the identical one again (salesforce-wire.md 10). */
export function isUnclear(error: unknown): boolean {
  if (!isAppError(error)) return false;
  return error.code === "provider_unavailable" && error.facts["sent"] !== false;
}

/** Only texts that the org's own staff have written; any other message may quote what a customer typed. */
function adminText({ code, message }: ApiError): string | null {
  if (code !== "FIELD_CUSTOM_VALIDATION_EXCEPTION") return null;
  return message.replace(/[^\s@"'<>]+@[^\s@"'<>]+/g, "[e-mail]").slice(0, 200);
}
