import { AppError, isAppError, type ErrorReason } from "#domain/shared/errors.ts";
import type { CallBudget } from "./budget.ts";
import type { Bulkhead } from "./bulkhead.ts";
import {
  admit,
  afterFailure,
  afterSuccess,
  closedCircuit,
  heldCircuit,
  type Circuit,
  type CircuitRules,
} from "./circuit.ts";
import { TransportFailure } from "./exchange.ts";
import type { CallMetrics, CallOutcome, Logger } from "./logger.ts";

export type GuardOptions = {
  /** Name in logs, metrics and errors. */
  provider: string;
  /** Reason of the error when the provider gives no usable answer. */
  unavailableReason: ErrorReason;
  limits: CircuitRules;
  now: () => Date;
  logger: Logger;
  metrics?: CallMetrics | undefined;
  /** Id of the request this call is made for, for the log line. */
  requestId?: (() => string | undefined) | undefined;
  /** How much the person behind a call may cause; without it there is no bound. */
  budget?: CallBudget | undefined;
};

/** Tells the log line how far a call came. */
export type Progress = { attempt: number; status: number | null; bytes: number | null };

export type TransportStatus = {
  circuit: "closed" | "open" | "half_open";
  since: Date;
  lastSuccessAt: Date | null;
  lastFailureAt: Date | null;
  /** Since when the provider refuses the portal's own credentials, address or permissions; null while it does not. */
  refusedSince: Date | null;
};

export type Guard = {
  /**
   * Runs one call under the circuit and a concurrency limit, with one log line and one figure at its end. A TransportFailure
   * counts against the provider, unless it was a spoilt answer, and becomes AppError `provider_unavailable` with `retryAfter` (seconds) and the fact `sent`:
   * false when the request certainly never reached the provider. Any other error means that it answered, and passes as it is.
   * `question` stands for what is asked, parameters and all; unusable answers to the same one count once. Throws `rate_limited`
   * when the caller's budget is used up.
   */
  run<T>(
    call: { action: string; bulkhead: Bulkhead; question?: string },
    work: (progress: Progress) => Promise<T>,
  ): Promise<T>;
  status(): TransportStatus;
};

/** What stands between callers and a provider that is slow, down or refusing. */
export function createGuard(options: GuardOptions): Guard {
  const { provider, now, logger, limits } = options;
  let circuit: Circuit = closedCircuit(now());
  let lastSuccessAt: Date | null = null;
  let lastFailureAt: Date | null = null;
  /** Since when access is refused: to one action, or to all of them (""). */
  const refusals = new Map<string, Date>();

  const unavailable = (
    cause: string,
    {
      sent,
      retryAfter,
      facts = {},
    }: { sent: boolean; retryAfter: number; facts?: TransportFailure["facts"] },
  ) =>
    new AppError("provider_unavailable", {
      reason: options.unavailableReason,
      message: `${provider} unavailable: ${cause}`,
      retryAfter,
      facts: { ...facts, provider, cause, sent },
    });

  const passGate = () => {
    const gate = admit(circuit, now());
    if (!gate.admitted) throw unavailable("circuit_open", { sent: false, retryAfter: gate.retryAfter });
    return gate.circuit;
  };

  function settleFailure(error: unknown, action: string, question: string | null): unknown {
    if (!(error instanceof TransportFailure)) {
      // The provider answered; what it said is the caller's affair.
      settleSuccess(action);
      return error;
    }
    lastFailureAt = now();
    if (error.kind === "access_refused") {
      const refused = error.ofAction ? action : "";
      refusals.set(refused, refusals.get(refused) ?? now());
    }
    if (error.answered) circuit = afterSuccess(circuit, now());
    else if (error.holdMs !== undefined) circuit = heldCircuit(now(), error.holdMs);
    else circuit = afterFailure(circuit, now(), limits, error.kind === "unusable_answer" ? question : null);
    const openForSeconds =
      circuit.state === "open" ? Math.ceil((circuit.until.getTime() - now().getTime()) / 1000) : 1;
    return unavailable(error.kind, {
      sent: error.sent,
      retryAfter: error.retryAfter ?? openForSeconds,
      facts: error.facts,
    });
  }

  function settleSuccess(action: string): void {
    lastSuccessAt = now();
    refusals.delete("");
    refusals.delete(action);
    circuit = afterSuccess(circuit, now());
  }

  return {
    async run({ action, bulkhead, question }, work) {
      const started = performance.now();
      const progress: Progress = { attempt: 0, status: null, bytes: null };
      const report = (outcome: CallOutcome, error?: unknown) => {
        const ms = Math.round(performance.now() - started);
        const facts = isAppError(error) ? error.facts : {};
        const line = {
          ...facts,
          provider,
          action,
          outcome,
          ...progress,
          ms,
          requestId: options.requestId?.(),
        };
        if (outcome === "ok") logger.info({ ...line, event: "provider.call" }, "provider call");
        else if (outcome === "contract") logger.error({ ...line, event: "provider.call" }, "provider call");
        else logger.warn({ ...line, event: "provider.call" }, "provider call");
        options.metrics?.onCall({ provider, action, outcome, ms });
      };

      let leave: (() => void) | null = null;
      try {
        // Before anything of the provider's is used: who has had enough is no fault of the provider.
        options.budget?.spend(provider);
        // Asked before waiting, so that an open circuit answers at once, and again with the slot in hand.
        passGate();
        leave = await bulkhead.enter();
        if (leave === null) throw unavailable("too_busy", { sent: false, retryAfter: 1 });
        circuit = passGate();
        const result = await work(progress).catch((error: unknown) => {
          throw settleFailure(error, action, question ?? null);
        });
        settleSuccess(action);
        report("ok");
        return result;
      } catch (error) {
        report(outcomeOf(error), error);
        throw error;
      } finally {
        leave?.();
      }
    },
    status: () => ({
      circuit: circuit.state,
      since: circuit.since,
      lastSuccessAt,
      lastFailureAt,
      refusedSince: [...refusals.values()].toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null,
    }),
  };
}

function outcomeOf(error: unknown): CallOutcome {
  if (!isAppError(error)) return "contract";
  if (error.code === "provider_unavailable") return "unavailable";
  return error.code === "provider_contract" ? "contract" : "rejected";
}
