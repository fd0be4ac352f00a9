import type { CustomerChange, WatchedRecord } from "#domain/realtime/customer-changes.ts";

/** Where in a topic's log to go on. Replay ids are opaque bytes: stored and sent back, never computed with. */
export type Position =
  | { from: "stored"; replayId: Uint8Array }
  /** The oldest event that is kept. */
  | { from: "earliest" }
  /** The next event that comes. */
  | { from: "latest" };

/** `missed`: kinds of records of which the platform itself has lost track, so that all of them have to be looked through. */
export type EventReading = { changes: CustomerChange[]; missed: WatchedRecord[] };

export type TopicEvent = {
  /** The same for every delivery of one event. */
  id: string;
  replayId: Uint8Array;
  /** Throws for a payload that cannot be read: such an event never becomes better. */
  read(): EventReading;
};

export type EventHandler = {
  /** Resolves when the event, or that it was parked, is written down; only then the next one comes. A rejection resubscribes there. */
  onEvent(event: TopicEvent): Promise<void>;
  /** Nothing has happened up to this position. */
  onQuiet(replayId: Uint8Array): Promise<void>;
  /** The stored position is of no use any more: resolves when what may have been missed is made up for. */
  onPositionLost(): Promise<void>;
};

export type SourceStatus = {
  topic: string;
  /** `exhausted`: the deliveries of the day are used up, nothing is tried until tomorrow. */
  state: "stopped" | "connecting" | "listening" | "waiting" | "exhausted";
  since: Date;
  lastEventAt: Date | null;
  /** The last sign of life of the stream, an event or not. */
  lastSignAt: Date | null;
};

/** One topic. What comes through it may be missing, twice, or out of order. */
export type EventSource = {
  start(position: Position, handler: EventHandler): void;
  /** Resolves when the event under way is done and no more will come. */
  stop(): Promise<void>;
  status(): SourceStatus;
};
