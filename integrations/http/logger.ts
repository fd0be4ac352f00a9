/** Stable name of what happened, for alarms and searches: the message may be reworded, this may not. */
export type EventName = `${Lowercase<string>}.${Lowercase<string>}`;
/** What a log line holds besides its message. */
export type LogFields = Record<string, unknown> & { event: EventName };
type LogMethod = (fields: LogFields, message: string) => void;

/** The part of pino that the portal uses: no line without the name of its event. */
export type Logger = { info: LogMethod; warn: LogMethod; error: LogMethod };

export type CallOutcome = "ok" | "rejected" | "unavailable" | "contract";

/** Told once per call, whatever the number of attempts. `ms` includes waiting for a free slot. */
export type CallMetrics = {
  onCall(call: { provider: string; action: string; outcome: CallOutcome; ms: number }): void;
};
