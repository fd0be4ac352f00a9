import { status as Status } from "@grpc/grpc-js";
import type { SpecialFault } from "../../faults.ts";
import type { Reply } from "../../http.ts";

/** How a call of the bus is refused: the status and the trailer that says why (salesforce-wire.md 12). */
export type Refusal = { code: number; details: string; errorCode: string | null };

const PREFIX = "sfdc.platform.eventbus.grpc.";
const refusal = (code: number, details: string, errorCode: string | null): Refusal => ({
  code,
  details,
  errorCode: errorCode === null ? null : PREFIX + errorCode,
});

export const AUTH_ERROR = refusal(
  Status.UNAUTHENTICATED,
  "An authentication exception occurred. Provide valid authentication via metadata headers.",
  "service.auth.error",
);
export const REPLAY_CORRUPTED = refusal(
  Status.INVALID_ARGUMENT,
  "The Replay ID validation failed. Ensure that the Replay ID is valid.",
  "subscription.fetch.replayid.corrupted",
);
export const REPLAY_MISSING = refusal(
  Status.INVALID_ARGUMENT,
  "The Replay ID validation failed. Provide a Replay ID with the CUSTOM preset.",
  "subscription.fetch.replayid.validation.failed",
);
export const BAD_NUMBER = refusal(
  Status.INVALID_ARGUMENT,
  "The number of requested events must be greater than zero.",
  "subscription.fetch.requested.events.invalid",
);
export const OTHER_TOPIC = refusal(
  Status.INVALID_ARGUMENT,
  "The topic cannot change on a stream.",
  "subscription.fetch.topic.changed",
);
export const NO_TOPIC = refusal(Status.NOT_FOUND, "Topic not found.", "topic.not.found");
export const NO_SCHEMA = refusal(Status.NOT_FOUND, "Schema not found.", "schema.not.found");
export const UNAVAILABLE = refusal(Status.UNAVAILABLE, "The service is unavailable.", null);

/** Kinds that refuse a call of the bus. */
export const CALL_FAULTS: Readonly<Record<string, { about: string; refusal: Refusal }>> = {
  bus_auth: { about: "event bus: status 16, the token is over", refusal: AUTH_ERROR },
  bus_replay_corrupted: {
    about: "event bus: status 3, the replay id is not kept",
    refusal: REPLAY_CORRUPTED,
  },
  bus_replay_missing: { about: "event bus: status 3, CUSTOM without a replay id", refusal: REPLAY_MISSING },
  bus_exhausted: {
    about: "event bus: status 8, the deliveries of the day are used up",
    refusal: refusal(
      Status.RESOURCE_EXHAUSTED,
      "You have exceeded the event delivery limit for your org.",
      "subscription.limit.exceeded",
    ),
  },
  bus_unavailable: { about: "event bus: status 14", refusal: UNAVAILABLE },
};

/** Kinds for the action Event: what becomes of an event on its way into the log. */
export const EVENT_FAULTS = {
  event_lost: "event bus: the event is swallowed",
  event_twice: "event bus: the event is delivered twice",
  event_late: "event bus: the event comes after the next one",
  event_delayed: "event bus: the event comes after delayMs",
  event_gap: "event bus: a change event without fields (GAP)",
  event_overflow: "event bus: a change event that says changes were lost (GAP_OVERFLOW)",
  event_garbled: "event bus: bytes that are not of the event's schema",
} as const;
export type EventFault = keyof typeof EVENT_FAULTS;

/** For the fault switch, which all calls share: over REST none of them does anything. */
export const BUS_FAULTS: Record<string, SpecialFault> = Object.fromEntries(
  [
    ...Object.entries(CALL_FAULTS).map(([kind, { about }]) => [kind, about] as const),
    ...Object.entries(EVENT_FAULTS),
  ].map(([kind, about]) => [
    kind,
    {
      about,
      work: true,
      reply: (original: Reply | null) => original ?? { status: 200, headers: {}, body: "" },
    },
  ]),
);
