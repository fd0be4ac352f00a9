/** Stable name of what happened, for alarms and searches: the message may be reworded, this may not. */
export type EventName = `${Lowercase<string>}.${Lowercase<string>}`;

/** What a log line holds besides its message. */
export type LogFields = Record<string, unknown> & { event: EventName };
