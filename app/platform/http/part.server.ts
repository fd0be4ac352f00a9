import { data } from "@remix-run/node";
import { isUnavailable } from "#domain/shared/errors.ts";
import type { Reading } from "../cache/types.ts";
import type { Later, Part } from "./part.ts";
import type { RequestContext } from "./request-context.server.ts";

/** How long a page waits for a part before it is left to be streamed. */
const FRAME_WAIT_MS = 25;

/**
 * Turns a provider's reading into a part of a page: the value with its time, the last good value with the time since
 * when the provider fails, or "unavailable". Other failures are thrown on: they are answers (not found) or defects.
 */
export async function readPart<T>(
  context: RequestContext,
  read: () => Promise<Reading<T>>,
): Promise<Part<T>> {
  try {
    const reading = await read();
    return {
      state: "ready",
      value: reading.value,
      readAt: reading.readAt.toISOString(),
      staleSince: reading.staleSince?.toISOString() ?? null,
    };
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    context.log.warn({ err: error, reason: error.reason }, "part unavailable");
    return { state: "unavailable", triedAt: context.app.now().toISOString(), reference: context.requestId };
  }
}

/** Loader data of a public page: while the part it is about is missing, no shared cache may keep it. */
export function publicData<T extends object>(page: T, part: Part<unknown>) {
  return data(page, part.state === "ready" ? {} : { headers: { "Cache-Control": "no-store" } });
}

/**
 * Lets the frame of a page go ahead of a slow part, where the browser has shown that it runs scripts; everybody else gets
 * the whole page, because streamed parts never appear without a script. `part` must not reject.
 */
export async function later<T>(context: RequestContext, part: Promise<T>): Promise<Later<T>> {
  if (!context.runsScripts) return { value: await part };
  const waited = new Promise<null>((resolve) => setTimeout(resolve, FRAME_WAIT_MS, null));
  const first = await Promise.race([part.then((value) => ({ value })), waited]);
  if (first) return first;
  context.streams = true;
  return { pending: part };
}
