type LogMethod = (fields: Record<string, unknown>, message: string) => void;

/** The part of pino that adapters use. */
export type Logger = { info: LogMethod; warn: LogMethod; error: LogMethod };

export type CallOutcome = "ok" | "rejected" | "unavailable" | "contract";

/** Told once per call, whatever the number of attempts. `ms` includes waiting for a free slot. */
export type CallMetrics = {
  onCall(call: { provider: string; action: string; outcome: CallOutcome; ms: number }): void;
};
