import { setTimeout as sleep } from "node:timers/promises";
import { AppError, isAppError, type ErrorReason } from "#domain/shared/errors.ts";
import { createBulkhead, type BulkheadRules } from "./bulkhead.ts";
import {
  admit,
  afterFailure,
  afterSuccess,
  closedCircuit,
  type Circuit,
  type CircuitRules,
} from "./circuit.ts";
import type { CallMetrics, CallOutcome, Logger } from "./logger.ts";
import { exchange, TransportFailure, type HttpAnswer } from "./exchange.ts";

export type TransportLimits = BulkheadRules &
  CircuitRules & {
    /** For one call with all its attempts, once it has a slot. A call can have its own. */
    timeoutMs: number;
    maxBodyBytes: number;
    /** First pause before a repeat; the second is twice as long. Both vary by half. */
    backOffMs: number;
  };

export const DEFAULT_LIMITS: TransportLimits = {
  timeoutMs: 20_000,
  maxConcurrent: 15,
  maxQueued: 200,
  queueTimeoutMs: 10_000,
  failuresToOpen: 5,
  openForMs: 20_000,
  maxBodyBytes: 32 * 1024 * 1024,
  backOffMs: 150,
};

export type TransportOptions = {
  /** Name in logs, metrics and errors. */
  provider: string;
  /** Reason of the error when the provider gives no usable answer. */
  unavailableReason: ErrorReason;
  contentType: string;
  limits?: Partial<TransportLimits>;
  now: () => Date;
  logger: Logger;
  metrics?: CallMetrics;
  /** Id of the request this call is made for, for the log line. */
  requestId?: () => string | undefined;
};

export type Call<T> = {
  /** What is called, for logs and metrics. */
  action: string;
  url: URL;
  body: string;
  headers?: Record<string, string>;
  /** True only for calls that may be made twice without a second effect. */
  repeatable: boolean;
  timeoutMs?: number;
  /**
   * Makes the result of an answer of any status. Throws TransportFailure for what is no answer of the provider at all (an
   * HTML page); an AppError passes to the caller as it is and leaves the circuit alone: the provider did answer.
   */
  read(answer: HttpAnswer): T;
};

export type TransportStatus = {
  circuit: "closed" | "open" | "half_open";
  since: Date;
  lastSuccessAt: Date | null;
  lastFailureAt: Date | null;
};

export type Transport = {
  /**
   * POSTs a body and gives `read`'s result. Throws AppError `provider_unavailable` with `retryAfter` (seconds) and the fact
   * `sent`: false when the request certainly never reached the provider, so that nothing can have happened there; and
   * whatever AppError `read` throws. Repeatable calls are repeated at most twice, on network failure and 502, 503, 504.
   */
  send<T>(call: Call<T>): Promise<T>;
  status(): TransportStatus;
};

const MAX_ATTEMPTS = 3;
const REPEATABLE_STATUS: ReadonlySet<number> = new Set([502, 503, 504]);

/**
 * The one way out to a provider: time limit, concurrency limit, circuit breaker, repeats, size limit, one log line per call.
 * A log line never holds a body, a parameter or an address with a query.
 */
export function createTransport(options: TransportOptions): Transport {
  const { provider, now, logger } = options;
  const limits: TransportLimits = { ...DEFAULT_LIMITS, ...options.limits };
  const bulkhead = createBulkhead(limits);
  let circuit: Circuit = closedCircuit(now());
  let lastSuccessAt: Date | null = null;
  let lastFailureAt: Date | null = null;

  const unavailable = (cause: string, { sent, retryAfter }: { sent: boolean; retryAfter: number }) =>
    new AppError("provider_unavailable", {
      reason: options.unavailableReason,
      message: `${provider} unavailable: ${cause}`,
      retryAfter,
      facts: { provider, cause, sent },
    });

  const passGate = () => {
    const gate = admit(circuit, now());
    if (!gate.admitted) throw unavailable("circuit_open", { sent: false, retryAfter: gate.retryAfter });
    return gate.circuit;
  };

  /** One request after the other until one settles the call; `progress` tells the log line how far it came. */
  async function attempt<T>(call: Call<T>, progress: Progress): Promise<T> {
    const deadline = AbortSignal.timeout(call.timeoutMs ?? limits.timeoutMs);
    const headers = { "content-type": options.contentType, ...call.headers };
    for (;;) {
      progress.attempt += 1;
      progress.status = null;
      const mayRepeat = call.repeatable && progress.attempt < MAX_ATTEMPTS;
      try {
        const answer = await exchange({
          ...call,
          headers,
          signal: deadline,
          maxBodyBytes: limits.maxBodyBytes,
        });
        progress.status = answer.status;
        progress.bytes = answer.bytes;
        if (!mayRepeat || !REPEATABLE_STATUS.has(answer.status)) return call.read(answer);
      } catch (error) {
        if (!(error instanceof TransportFailure) || !mayRepeat || !error.repeatable) throw error;
      }
      await sleep(limits.backOffMs * progress.attempt * (0.5 + Math.random()));
    }
  }

  function settleFailure(error: unknown): unknown {
    if (!(error instanceof TransportFailure)) {
      // The provider answered; what it said is the caller's affair.
      settleSuccess();
      return error;
    }
    lastFailureAt = now();
    circuit = afterFailure(circuit, now(), limits);
    const openForSeconds =
      circuit.state === "open" ? Math.ceil((circuit.until.getTime() - now().getTime()) / 1000) : 1;
    return unavailable(error.kind, { sent: error.sent, retryAfter: error.retryAfter ?? openForSeconds });
  }

  function settleSuccess(): void {
    lastSuccessAt = now();
    circuit = afterSuccess(circuit, now());
  }

  return {
    async send(call) {
      const started = performance.now();
      const progress: Progress = { attempt: 0, status: null, bytes: null };
      const report = (outcome: CallOutcome, error?: unknown) => {
        const ms = Math.round(performance.now() - started);
        const facts = isAppError(error) ? error.facts : {};
        const line = {
          ...facts,
          provider,
          action: call.action,
          outcome,
          ...progress,
          ms,
          requestId: options.requestId?.(),
        };
        if (outcome === "ok") logger.info(line, "provider call");
        else if (outcome === "contract") logger.error(line, "provider call");
        else logger.warn(line, "provider call");
        options.metrics?.onCall({ provider, action: call.action, outcome, ms });
      };

      let leave: (() => void) | null = null;
      try {
        // Asked before waiting, so that an open circuit answers at once, and again with the slot in hand.
        passGate();
        leave = await bulkhead.enter();
        if (leave === null) throw unavailable("too_busy", { sent: false, retryAfter: 1 });
        circuit = passGate();
        const result = await attempt(call, progress).catch((error: unknown) => {
          throw settleFailure(error);
        });
        settleSuccess();
        report("ok");
        return result;
      } catch (error) {
        report(outcomeOf(error), error);
        throw error;
      } finally {
        leave?.();
      }
    },
    status: () => ({ circuit: circuit.state, since: circuit.since, lastSuccessAt, lastFailureAt }),
  };
}

type Progress = { attempt: number; status: number | null; bytes: number | null };

function outcomeOf(error: unknown): CallOutcome {
  if (!isAppError(error)) return "contract";
  if (error.code === "provider_unavailable") return "unavailable";
  return error.code === "provider_contract" ? "contract" : "rejected";
}
