import { AppError, isAppError } from "#domain/shared/errors.ts";
import type { WhmcsClientId } from "#domain/shared/ids.ts";
import type { Unreadable } from "#domain/shared/whmcs-list.ts";
import { WireFault, type OnUnknown } from "#domain/shared/whmcs-wire.ts";
import { TransportFailure, type HttpAnswer } from "#integrations/http/exchange.ts";
import type { Logger } from "#integrations/http/logger.ts";
import type { Transport } from "#integrations/http/transport.ts";
import { findAccessFault, normalizeMessage, readAnswer, type AnswerBody } from "./answer.ts";
import { CALLS, type WhmcsAction } from "./calls.ts";
import { encodeForm, type FormParams } from "./form.ts";

export type ClientOptions = {
  /** The WHMCS root, possibly with a path, or the full address of its `includes/api.php` (whmcs.md 1). */
  url: string;
  identifier: string;
  secret: string;
  /** Lifts the IP restriction where the server has one configured. */
  accessKey?: string;
  transport: Transport;
  logger: Logger;
};

export type WhmcsCall<T> = {
  action: WhmcsAction;
  params?: FormParams;
  /** Maps a successful answer. A WireFault becomes a `provider_contract` error that names the call. */
  read: (body: AnswerBody) => T;
  /**
   * Refusals with a meaning of their own, by message (lower case, single spaces): gives the result, or throws. Undefined
   * leaves it to the general `provider_rejected`. Access errors never get here.
   */
  refused?: (message: string) => T | undefined;
};

export type WhmcsClient = {
  /** WHMCS root without a slash at the end. */
  base: URL;
  /**
   * Makes one API call. Throws AppError `provider_unavailable` (no usable answer, or access refused to the portal itself),
   * `provider_contract` (an answer not as agreed), `provider_rejected` (a refusal without a meaning of its own).
   */
  call<T>(call: WhmcsCall<T>): Promise<T>;
  /** For the mappers: logs a value outside the known ones. */
  onUnknown(action: WhmcsAction): OnUnknown;
  /** Tells the operator about rows that cannot be read: each once in the life of the process, not with every read. */
  onUnreadable(action: WhmcsAction, rows: readonly Unreadable[]): void;
  logger: Logger;
};

const PROVIDER = "whmcs";
/** Unreadable rows told so far, kept in memory; beyond that they are told again. */
const MAX_TOLD = 10_000;

export function createClient(options: ClientOptions): WhmcsClient {
  const { transport, logger } = options;
  const base = toBaseUrl(options.url);
  const endpoint = new URL(`${base.href.replace(/\/$/, "")}/includes/api.php`);

  const told = new Set<string>();

  return {
    base,
    logger,
    onUnreadable(action, rows) {
      for (const { id, field } of rows) {
        const name = [action, id, field].join(" ");
        if (told.has(name)) continue;
        if (told.size >= MAX_TOLD) told.clear();
        told.add(name);
        logger.error(
          { event: "provider.row_unreadable", provider: PROVIDER, action, rowId: id, field },
          "billing system sent an unreadable row",
        );
      }
    },
    onUnknown: (action) => (field, value) =>
      logger.warn(
        { event: "provider.unknown_value", provider: PROVIDER, action, field, value: redact(value, 60) },
        "unknown value",
      ),
    call: (call) =>
      transport.send({
        action: call.action,
        url: endpoint,
        // In the body only: a query string would reach access logs.
        body: encodeForm({
          ...call.params,
          action: call.action,
          identifier: options.identifier,
          secret: options.secret,
          accesskey: options.accessKey,
          responsetype: "json",
        }).toString(),
        ...CALLS[call.action],
        read: (answer) => readResult(call, answer, logger),
      }),
  };
}

function readResult<T>(call: WhmcsCall<T>, { status, text, retryAfter }: HttpAnswer, logger: Logger): T {
  const { action } = call;
  // Of a proxy in front of WHMCS; what its body says plays no part.
  if (status === 429) throw new TransportFailure("quota", { retryAfter });
  const answer = readAnswer(text);
  switch (answer.kind) {
    case "unusable":
      throw new TransportFailure("unusable_answer", { retryAfter, answered: answer.isSpoilt });
    case "no_verdict":
      throw contractError(action, "result");
    case "error":
      return readRefusal(call, answer.message, logger);
    case "success":
      if (answer.warning !== null) {
        logger.warn(
          { event: "whmcs.warning", provider: PROVIDER, action, warning: redact(answer.warning, 200) },
          "billing system warns",
        );
      }
      return orContractError(action, () => call.read(answer.body));
  }
}

function readRefusal<T>(call: WhmcsCall<T>, message: string, logger: Logger): T {
  const { action } = call;
  const fault = findAccessFault(message);
  if (fault !== null) {
    logger.error(
      { event: "provider.refuses_portal", provider: PROVIDER, action, ...fault },
      "billing system refuses the portal: check its configuration",
    );
    throw new TransportFailure("access_refused", {
      sent: false,
      answered: true,
      ofAction: fault.access === "invalid_permissions",
      facts: { action, ...fault },
    });
  }
  const known = orContractError(action, () => call.refused?.(normalizeMessage(message)));
  if (known !== undefined) return known;
  // The only place where the provider's own words are kept, for the operator (whmcs.md 1.5).
  logger.warn(
    { event: "whmcs.refuses", provider: PROVIDER, action, refusal: redact(message, 200) },
    "billing system refuses",
  );
  throw new AppError("provider_rejected", {
    reason: "BILLING_REFUSED",
    message: `${action} refused`,
    facts: { provider: PROVIDER, action, isRead: CALLS[action].repeatable },
  });
}

/** Runs a mapper; a WireFault of its becomes the error that names the call. */
export function orContractError<T>(action: WhmcsAction, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof WireFault) throw contractError(action, error.field);
    throw error;
  }
}

/** The answer lacks what was agreed, or holds what it must not. */
export function contractError(action: WhmcsAction, field: string): AppError {
  return new AppError("provider_contract", {
    reason: "BILLING_CONTRACT",
    message: `${action}: ${field} is not as agreed`,
    facts: { provider: PROVIDER, call: action, field },
  });
}

/** Somebody else's record is answered as one that does not exist. */
export function notFound(what: string): AppError {
  return new AppError("not_found", {
    reason: "NOT_FOUND",
    message: `no such ${what}`,
    facts: { provider: PROVIDER },
  });
}

/**
 * Whether a failed write may have happened all the same: it was sent and no clear answer came back. Then look before
 * acting again (whmcs.md 1.6).
 */
export function isUnclear(error: unknown): boolean {
  if (!isAppError(error)) return false;
  if (error.code === "provider_contract") return true;
  return error.code === "provider_unavailable" && error.facts["sent"] !== false;
}

/** A write whose outcome is unclear is one of its outcomes: its callers look before they act again. */
export async function orUnknown<T>(call: Promise<T>): Promise<T | { outcome: "unknown" }> {
  try {
    return await call;
  } catch (error) {
    if (isUnclear(error)) return { outcome: "unknown" };
    throw error;
  }
}

function toBaseUrl(text: string): URL {
  const url = new URL(text);
  url.search = "";
  url.hash = "";
  url.pathname = url.pathname.replace(/\/includes\/api\.php\/?$/i, "").replace(/\/+$/, "");
  return url;
}

/** Messages of the provider may quote an address of the customer. */
function redact(text: string, length: number): string {
  return text.replace(/[^\s@"'<>]+@[^\s@"'<>]+/g, "[e-mail]").slice(0, length);
}

/** Without a client id WHMCS lists everybody's (whmcs.md 5): refuse, whatever the types promise. */
export function requireClient(clientId: WhmcsClientId): WhmcsClientId {
  if (Number.isSafeInteger(clientId) && clientId > 0) return clientId;
  throw new AppError("internal", { reason: "INTERNAL", message: "a list without a client id" });
}
