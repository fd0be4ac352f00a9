import type { ServiceError } from "@grpc/grpc-js";

const UNAUTHENTICATED = 16;
const PREFIX = "sfdc.platform.eventbus.grpc.";

/** What to do about a stream that has ended (salesforce-wire.md 12). `defect`: as `position_lost`, and somebody has to look. */
export type Reaction = "new_token" | "position_lost" | "defect" | "exhausted" | "back_off";

const BY_TRAILER: Readonly<Record<string, Reaction>> = {
  "service.auth.error": "new_token",
  "subscription.fetch.replayid.corrupted": "position_lost",
  "subscription.fetch.replayid.validation.failed": "defect",
  "subscription.limit.exceeded": "exhausted",
};

export function errorCodeOf(error: ServiceError): string | null {
  const [code] = error.metadata?.get("error-code") ?? [];
  return typeof code === "string" ? code.slice(0, 120) : null;
}

/** The trailer says more than the status; without one an unauthenticated call still asks for a new token. */
export function reactionTo(error: ServiceError): Reaction {
  const code = errorCodeOf(error);
  const known = code?.startsWith(PREFIX) ? BY_TRAILER[code.slice(PREFIX.length)] : undefined;
  return known ?? (Number(error.code) === UNAUTHENTICATED ? "new_token" : "back_off");
}
