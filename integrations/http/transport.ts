import { hash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { createBulkhead, type BulkheadRules } from "./bulkhead.ts";
import type { CircuitRules } from "./circuit.ts";
import { exchange, TransportFailure, type HttpAnswer } from "./exchange.ts";
import { createGuard, type GuardOptions, type Progress, type TransportStatus } from "./guard.ts";

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

export type TransportOptions = Omit<GuardOptions, "limits"> & {
  contentType: string;
  limits?: Partial<TransportLimits>;
};

export type Call<T> = {
  /** What is called, for logs and metrics. */
  action: string;
  url: URL;
  /** POST when left out. */
  method?: "GET";
  body?: string;
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

export type Transport = {
  /**
   * Sends a request and gives `read`'s result. Throws AppError `provider_unavailable` with `retryAfter` (seconds) and the fact
   * `sent`: false when the request certainly never reached the provider, so that nothing can have happened there; and
   * whatever AppError `read` throws. Repeatable calls are repeated at most twice, on network failure and 502, 503, 504.
   */
  send<T>(call: Call<T>): Promise<T>;
  status(): TransportStatus;
};

const MAX_ATTEMPTS = 3;
const REPEATABLE_STATUS: ReadonlySet<number> = new Set([502, 503, 504]);

/**
 * The one way out to a provider that no library speaks for: time limit, concurrency limit, circuit breaker, repeats, size
 * limit, one log line per call. A log line never holds a body, a parameter or an address with a query.
 */
export function createTransport(options: TransportOptions): Transport {
  const limits: TransportLimits = { ...DEFAULT_LIMITS, ...options.limits };
  const bulkhead = createBulkhead(limits);
  const guard = createGuard({ ...options, limits });

  /** One request after the other until one settles the call. */
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

  return {
    send: (call) =>
      guard.run({ action: call.action, bulkhead, question: questionOf(call) }, (progress) =>
        attempt(call, progress),
      ),
    status: () => guard.status(),
  };
}

/** Kept while failures are counted, so it must not hold a parameter. */
function questionOf({ action, url, body }: Pick<Call<unknown>, "action" | "url" | "body">): string {
  return hash("sha256", JSON.stringify([action, url.href, body ?? ""]));
}
