import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError, isAppError } from "#domain/shared/errors.ts";
import { WireFault, type OnUnknown } from "#domain/shared/wire.ts";
import { createBulkhead } from "#integrations/http/bulkhead.ts";
import { TransportFailure, type HttpAnswer } from "#integrations/http/exchange.ts";
import {
  createGuard,
  type GuardOptions,
  type Progress,
  type TransportStatus,
} from "#integrations/http/guard.ts";
import type { Logger } from "#integrations/http/logger.ts";
import { findApiErrors } from "./api-error.ts";
import type { Credentials } from "./assertion.ts";
import { ApiFault, contractError, PROVIDER, toThrown, type Judged } from "./errors.ts";
import { API_VERSION } from "#domain/shared/salesforce-names.ts";
import { createSession, type Session } from "./session.ts";
import { createUsageWatch, type ApiUsage, type UsageWatch } from "./usage.ts";

export type SalesforceLimits = {
  readTimeoutMs: number;
  commandTimeoutMs: number;
  /** Of a file (salesforce-wire.md 9.1). */
  uploadTimeoutMs: number;
  signInTimeoutMs: number;
  /** Nothing in jsforce bounds parallel calls (salesforce-wire.md 9.7). */
  maxReads: number;
  maxCommands: number;
  maxQueued: number;
  queueTimeoutMs: number;
  failuresToOpen: number;
  openForMs: number;
  maxBodyBytes: number;
  /** First pause before a repeat; grows, and varies by half. */
  backOffMs: number;
};

export const DEFAULT_SALESFORCE_LIMITS: SalesforceLimits = {
  readTimeoutMs: 10_000,
  commandTimeoutMs: 30_000,
  uploadTimeoutMs: 120_000,
  signInTimeoutMs: 30_000,
  maxReads: 8,
  maxCommands: 4,
  maxQueued: 200,
  queueTimeoutMs: 10_000,
  failuresToOpen: 5,
  openForMs: 20_000,
  maxBodyBytes: 32 * 1024 * 1024,
  backOffMs: 200,
};

export type ClientOptions = Credentials &
  Omit<GuardOptions, "provider" | "unavailableReason" | "limits"> & { limits?: Partial<SalesforceLimits> };

export type Request = {
  method: "GET" | "POST" | "PATCH";
  /** Parts behind `/services/data/vNN.N`; encoded here, since jsforce pastes them as they are (salesforce-wire.md 9.6). */
  path: readonly string[];
  query?: Readonly<Record<string, string>>;
  body?: unknown;
  /** Sent beside the body, which becomes a part of its own (salesforce-wire.md 9.11). */
  file?: FilePart;
  headers?: Readonly<Record<string, string>>;
};

export type FilePart = {
  /** Names of the two parts: of the record in the body, and of the bytes. */
  record: string;
  field: string;
  fileName: string;
  mediaType: string;
  bytes: Uint8Array;
};

/** Sends one request of a call; gives the parsed body, null for an answer without one. */
export type Send = (request: Request) => Promise<unknown>;

export type SalesforceCall<T> = {
  /** What is called, for logs and metrics. */
  action: string;
  /** A command must be safe to send twice: by key, or by id with the same values. An upload is a command with more time. */
  kind: "read" | "command" | "upload";
  /** Goes on when the calls of the day are nearly used up; commands always do. */
  isUrgent?: boolean;
  run: (send: Send) => Promise<T>;
};

export type SalesforceClient = {
  /**
   * Makes one call of one or more requests. Throws AppError `provider_unavailable` (CRM_UNAVAILABLE: no usable answer, or the
   * portal itself refused), `provider_contract` (CRM_CONTRACT), `provider_rejected` (CRM_REFUSED), `conflict` (CRM_CONFLICT,
   * CRM_DUPLICATE), `not_found`.
   */
  call<T>(call: SalesforceCall<T>): Promise<T>;
  /** For the mappers: logs a value outside the known ones. */
  onUnknown(action: string): OnUnknown;
  /** For lists: tells an operator, once for each, of a record that cannot be read. */
  onUnreadable(action: string): (id: string, field: string) => void;
  logger: Logger;
  /** The session of these calls, for the event bus. */
  session: Pick<Session, "access" | "renew">;
  usage(): ApiUsage | null;
  usageLevel: UsageWatch["level"];
  status(): TransportStatus;
};

const MAX_LOCK_TRIES = 5;
const MAX_PAUSE_MS = 5_000;
/** Unreadable records that are remembered as told. */
const MAX_TOLD = 10_000;

export function createClient(options: ClientOptions): SalesforceClient {
  const { now, logger } = options;
  const limits = { ...DEFAULT_SALESFORCE_LIMITS, ...options.limits };
  const guard = createGuard({ ...options, provider: PROVIDER, unavailableReason: "CRM_UNAVAILABLE", limits });
  const commands = createBulkhead({ ...limits, maxConcurrent: limits.maxCommands });
  const bulkheads = {
    read: createBulkhead({ ...limits, maxConcurrent: limits.maxReads }),
    command: commands,
    upload: commands,
  };
  const timeouts = {
    read: limits.readTimeoutMs,
    command: limits.commandTimeoutMs,
    upload: limits.uploadTimeoutMs,
  };
  const usage = createUsageWatch(now);
  const told = new Set<string>();
  const session = createSession({
    ...options,
    ...limits,
    onAnswer: ({ headers }) => usage.observe(headers.get("sforce-limit-info")),
  });

  async function send(request: Request, context: SendContext): Promise<unknown> {
    const { signal, progress } = context;
    let retryAfter: number | undefined;
    progress.status = null;
    try {
      const connection = await orAborted(session.connection(), signal);
      const sent = connection.request<unknown>(toHttpRequest(request), {
        signal,
        noContentResponse: null,
        onAnswer: (answer: HttpAnswer) => {
          progress.status = answer.status;
          progress.bytes = answer.bytes;
          retryAfter = answer.retryAfter;
        },
      });
      const result = await orAborted(sent, signal);
      // A 200 that is not JSON resolves with its text (salesforce-wire.md 6).
      if (typeof result !== "object") throw new TransportFailure("unusable_answer", { repeatable: true });
      return result;
    } catch (error) {
      throw toFailure(error, { ...context, status: progress.status, retryAfter });
    }
  }

  function toFailure(error: unknown, judged: Omit<Judged, "logger">): unknown {
    if (error instanceof TransportFailure) return error;
    const apiErrors = findApiErrors(error);
    if (apiErrors.length > 0) return toThrown(apiErrors, { ...judged, logger });
    // jsforce wraps what the renewal threw into a text; the failure itself is kept by the session.
    const renewal = session.renewalFailure();
    if (renewal && error instanceof Error && error.message.startsWith("Unable to refresh session"))
      return renewal;
    return error;
  }

  /** What a reader of an answer has found wrong with it, as the error that callers see. */
  function judge(error: unknown, called: Pick<Judged, "action" | "isRead">): unknown {
    if (error instanceof WireFault) return contractError(called.action, error.field);
    if (error instanceof ApiFault) return toThrown(error.errors, { ...called, status: error.status, logger });
    return error;
  }

  /** One request after the other until one settles the call; reads once more, commands only while a row is locked. */
  async function attempt<T>(call: SalesforceCall<T>, progress: Progress): Promise<T> {
    const signal = AbortSignal.timeout(timeouts[call.kind]);
    const called = { action: call.action, isRead: call.kind === "read" };
    for (;;) {
      progress.attempt += 1;
      try {
        return await call.run((request) => send(request, { signal, progress, ...called }));
      } catch (error) {
        const judged = judge(error, called);
        if (signal.aborted || !mayRepeat(call, judged, progress.attempt)) throw judged;
      }
      const pause =
        Math.min(MAX_PAUSE_MS, limits.backOffMs * 2 ** (progress.attempt - 1)) * (0.5 + Math.random());
      await sleep(pause);
    }
  }

  return {
    async call(call) {
      if (call.kind === "read" && !call.isUrgent && usage.level() === "reserved")
        throw new AppError("provider_unavailable", {
          reason: "CRM_UNAVAILABLE",
          message: "salesforce unavailable: the last calls of the day are kept for what cannot wait",
          retryAfter: 60,
          facts: { provider: PROVIDER, action: call.action, cause: "quota_reserved", sent: false },
        });
      return guard.run({ action: call.action, bulkhead: bulkheads[call.kind] }, (progress) =>
        attempt(call, progress),
      );
    },
    logger,
    session,
    onUnknown: (action) => (field, value) =>
      logger.warn(
        { event: "provider.unknown_value", provider: PROVIDER, action, field, value: value.slice(0, 60) },
        "unknown value",
      ),
    onUnreadable: (action) => (id, field) => {
      const key = `${id} ${field}`;
      if (told.has(key)) return;
      if (told.size >= MAX_TOLD) told.clear();
      told.add(key);
      logger.error(
        { event: "provider.row_unreadable", provider: PROVIDER, action, recordId: id, field },
        "a record cannot be read",
      );
    },
    usage: () => usage.latest(),
    usageLevel: () => usage.level(),
    status: () => guard.status(),
  };
}

type SendContext = Pick<Judged, "action" | "isRead"> & { signal: AbortSignal; progress: Progress };

function mayRepeat(call: SalesforceCall<unknown>, error: unknown, attempts: number): boolean {
  const cause = isAppError(error) ? error.facts["cause"] : null;
  if (cause === "row_locked") return attempts < MAX_LOCK_TRIES;
  if (call.kind !== "read" || attempts > 1) return false;
  return cause === "query_timeout" || (error instanceof TransportFailure && error.repeatable);
}

function toHttpRequest({ method, path, query, body, file, headers }: Request) {
  const pairs = Object.entries(query ?? {}).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
  const search = pairs.length > 0 ? `?${pairs.join("&")}` : "";
  const url = `/services/data/v${API_VERSION}/${path.map(encodeURIComponent).join("/")}${search}`;
  if (body === undefined) return { method, url, headers: { ...headers } };
  if (file) return { method, url, ...toMultipart(JSON.stringify(body), file) };
  return {
    method,
    url,
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", ...headers },
  };
}

/** The record first, as the vendor's examples have it. By hand: FormData gives every part but plain text a file name. */
function toMultipart(record: string, file: FilePart) {
  const boundary = randomUUID();
  const head = (name: string, type: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\nContent-Type: ${type}\r\n\r\n`;
  const body = Buffer.concat([
    Buffer.from(`${head(file.record, "application/json")}${record}\r\n`),
    Buffer.from(head(`${file.field}"; filename="${file.fileName}`, file.mediaType)),
    file.bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  return { body, headers: { "content-type": `multipart/form-data; boundary=${boundary}` } };
}

/** A sign-in or a renewal that another call has begun outlives this call's time. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new TransportFailure("timeout"));
    if (signal.aborted) return abort();
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
