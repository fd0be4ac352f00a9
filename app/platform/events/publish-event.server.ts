import type { UserId } from "#domain/shared/ids.ts";
import type { Kv } from "../store/kv.ts";
import type { Logger } from "../log/logger.server.ts";
import type { PortalEvent } from "./events.ts";

export function eventChannel(userId: UserId): string {
  return `events:${userId}`;
}

/** For what every signed-in customer's pages are told. */
export const EVERYBODY = "events:everybody";

/** Tells the customer's open pages, in every process. At most once and never in the way: a page that misses it asks again by itself. */
export async function publishEvent(
  deps: { kv: Kv; logger: Logger },
  userId: UserId,
  event: PortalEvent,
): Promise<void> {
  await publish(deps, eventChannel(userId), event);
}

/** As publishEvent, for what is the same for everybody. */
export async function publishToAll(deps: { kv: Kv; logger: Logger }, event: PortalEvent): Promise<void> {
  await publish(deps, EVERYBODY, event);
}

async function publish(
  { kv, logger }: { kv: Kv; logger: Logger },
  channel: string,
  event: PortalEvent,
): Promise<void> {
  try {
    await kv.publish(channel, JSON.stringify(event));
  } catch (error) {
    logger.warn(
      { event: "live.publish_failed", err: error, change: event.type },
      "pages not told of a change",
    );
  }
}
