import type { LogFields } from "#domain/shared/log-event.ts";

type LogMethod = (fields: LogFields, message: string) => void;

/** The part of pino that the portal uses: no line without the name of its event. */
export type Logger = { info: LogMethod; warn: LogMethod; error: LogMethod };

export type CallOutcome = "ok" | "rejected" | "unavailable" | "contract";

/** Told once per call, whatever the number of attempts. `ms` includes waiting for a free slot. */
export type CallMetrics = {
  onCall(call: { provider: string; action: string; outcome: CallOutcome; ms: number }): void;
};
