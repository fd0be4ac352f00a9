import { AppError } from "#domain/shared/errors.ts";
import type { UserId } from "#domain/shared/ids.ts";
import { EVERYBODY, eventChannel } from "~/platform/events/publish-event.server.ts";
import type { Services } from "~/services.ts";
import type { Session } from "~/platform/security/sessions.server.ts";

const HEARTBEAT_MS = 25_000;
/** Of one customer in one process: a tab each. */
const MAX_STREAMS = 5;
/** Messages that a reader may be behind; then the stream is ended, and the page asks again by itself. */
const MAX_BEHIND = 50;

const encoder = new TextEncoder();
const open = new Map<UserId, number>();

/**
 * What a signed-in customer's open page is told, as server-sent events: names and ids alone (portal.md 18). Ends with its session,
 * which is looked at before every message, with the portal, and with the page. Throws `rate_limited` beyond five at once, and
 * `provider_unavailable` without the store.
 */
export async function openEventStream(
  {
    kv,
    sessions,
    now,
    lifecycle,
    logger,
  }: Pick<Services, "kv" | "sessions" | "now" | "lifecycle" | "logger">,
  { userId, familyId, expiresAt }: Pick<Session, "userId" | "familyId" | "expiresAt">,
  heartbeatMs = HEARTBEAT_MS,
): Promise<ReadableStream<Uint8Array>> {
  const count = open.get(userId) ?? 0;
  if (count >= MAX_STREAMS)
    throw new AppError("rate_limited", {
      reason: "RATE_LIMITED",
      retryAfter: 60,
      facts: { limit: "streams" },
    });
  open.set(userId, count + 1);

  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  let isOver = false;
  let sending = Promise.resolve();
  const unsubscribe: (() => Promise<void>)[] = [];
  const timer = setInterval(() => tell("event: heartbeat\ndata: {}\n\n"), heartbeatMs);

  function end(): void {
    if (isOver) return;
    isOver = true;
    clearInterval(timer);
    lifecycle.onStop.delete(end);
    const left = (open.get(userId) ?? 1) - 1;
    if (left > 0) open.set(userId, left);
    else open.delete(userId);
    for (const leave of unsubscribe)
      leave().catch((error: unknown) =>
        logger.warn({ event: "live.channel_not_left", err: error }, "channel not left"),
      );
    try {
      controller?.close();
    } catch {
      // The page has gone already.
    }
  }

  async function isSignedIn(): Promise<boolean> {
    if (now().getTime() >= expiresAt) return false;
    // Without the store nobody is let in.
    const living = await sessions.listLiving([familyId]).catch(() => new Set<string>());
    return living.has(familyId);
  }

  function tell(message: string): void {
    sending = sending.then(async () => {
      if (isOver) return;
      if (!(await isSignedIn())) return end();
      if ((controller?.desiredSize ?? 0) < -MAX_BEHIND) return end();
      controller?.enqueue(encoder.encode(message));
    });
  }

  const stream = new ReadableStream<Uint8Array>({
    start(given) {
      controller = given;
      // Headers go out with the first bytes. A page that was cut off waits so long before it comes back, ms.
      given.enqueue(encoder.encode("retry: 5000\n\n"));
    },
    cancel: end,
  });
  lifecycle.onStop.add(end);
  try {
    for (const channel of [eventChannel(userId), EVERYBODY])
      unsubscribe.push(await kv.subscribe(channel, (message) => tell(toMessage(message))));
  } catch (error) {
    end();
    throw error;
  }
  if (lifecycle.isStopping) end();
  return stream;
}

/** The type is the name of the event, so that a page listens to what it is about. */
function toMessage(published: string): string {
  const { type, ...data } = JSON.parse(published) as { type: string };
  return `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}
