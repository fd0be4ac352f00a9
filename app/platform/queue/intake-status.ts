import type { WatchedRecord } from "#domain/realtime/customer-changes.ts";
import type { SourceStatus } from "#integrations/salesforce/events/event-source.ts";

/** How changes in Salesforce reach the portal. */
export type IntakeStatus = {
  mode: "pubsub" | "poll" | "off";
  /** Whether this instance is the one that listens. */
  isListening: boolean;
  topics: SourceStatus[];
  /** When each kind of records was last looked through without a failure. */
  lookedAt: Partial<Record<WatchedRecord, Date>>;
};
