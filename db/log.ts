import type { LogFields } from "#domain/shared/log-event.ts";

/** What the data layer needs of a logger: facts first, then a fixed sentence. */
export type Log = {
  info(facts: LogFields, message: string): void;
  warn(facts: LogFields, message: string): void;
  error(facts: LogFields, message: string): void;
};
