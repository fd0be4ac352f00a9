import type { UserId } from "#domain/shared/ids.ts";
import type { Kv } from "../kv/kv.ts";
import type { Logger } from "../log/logger.server.ts";
import type { PortalEvent } from "./events.ts";

export function eventChannel(userId: UserId): string {
  return `events:${userId}`;
}

/** Tells the customer's open pages, in every process. At most once and never in the way: a page that misses it asks again by itself. */
export async function publishEvent(
  { kv, logger }: { kv: Kv; logger: Logger },
  userId: UserId,
  event: PortalEvent,
): Promise<void> {
  try {
    await kv.publish(eventChannel(userId), JSON.stringify(event));
  } catch (error) {
    logger.warn({ err: error, event: event.type }, "pages not told of a change");
  }
}
