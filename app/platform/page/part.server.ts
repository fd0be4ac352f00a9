import { data } from "@remix-run/node";
import { isAnswer, isAppError } from "#domain/shared/errors.ts";
import type { Reading } from "../cache/types.ts";
import type { Later, Part, PartFault } from "./part.ts";
import type { RequestContext } from "../request/request-context.server.ts";

/** How long a page waits for a part before it is left to be streamed. */
const FRAME_WAIT_MS = 25;

/**
 * How long a part is waited for. What is read goes on and is kept for the next page; this one says that the part is missing, instead of
 * keeping a person before an outline for as long as a provider may take.
 */
export const PART_WAIT_MS = 10_000;

/**
 * A part of a page: what was read, as the page shows it, with its time; the last good value with the time since when the
 * provider fails; or "unavailable". Never rejects, whatever the read or `view` throws: a part fails alone.
 */
export function readPart<T, V = T>(
  context: RequestContext,
  read: () => Promise<Reading<T>>,
  view?: (value: T) => V,
): Promise<Part<V>> {
  return settle(context, read, { view, isSubject: false });
}

/**
 * The part that a page is about. Answers about the record (not found, forbidden, a login that is not linked) reject, since
 * they decide the status of the page; the promise counts as handled, so that a page that fails before it awaits it harms nobody.
 */
export function readSubject<T, V = T>(
  context: RequestContext,
  read: () => Promise<Reading<T>>,
  view?: (value: T) => V,
): Promise<Part<V>> {
  return handled(settle(context, read, { view, isSubject: true }));
}

type View<T, V> = { view: ((value: T) => V) | undefined; isSubject: boolean };

async function settle<T, V>(
  context: RequestContext,
  read: () => Promise<Reading<T>>,
  { view, isSubject }: View<T, V>,
): Promise<Part<V>> {
  try {
    const reading = await inTime(read());
    if (reading === "too late") {
      context.log.warn({ event: "part.too_late", ms: PART_WAIT_MS }, "part not waited for any longer");
      return missing(context, {});
    }
    return {
      state: "ready",
      // Without a view, V is T.
      value: view ? view(reading.value) : (reading.value as unknown as V),
      readAt: reading.readAt.toISOString(),
      staleSince: reading.staleSince?.toISOString() ?? null,
    };
  } catch (error) {
    if (isSubject && isAnswer(error)) throw error;
    if (isAppError(error))
      context.log.warn({ err: error, event: "part.unavailable", reason: error.reason }, "part unavailable");
    else context.log.error({ err: error, event: "part.defect" }, "part failed");
    return missing(context, faultOf(error));
  }
}

function missing({ app, requestId }: RequestContext, fault: PartFault): Part<never> {
  return { state: "unavailable", triedAt: app.now().toISOString(), reference: requestId, ...fault };
}

async function inTime<T>(read: Promise<T>): Promise<T | "too late"> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"too late">((resolve) => {
    timer = setTimeout(resolve, PART_WAIT_MS, "too late");
  });
  try {
    return await Promise.race([handled(read), late]);
  } finally {
    clearTimeout(timer);
  }
}

function faultOf(error: unknown): PartFault {
  if (!isAppError(error)) return {};
  const { code, reason } = error;
  return {
    ...(reason.startsWith("BILLING_") ? { system: "billing" } : {}),
    ...(reason.startsWith("CRM_") ? { system: "crm" } : {}),
    ...(code === "provider_contract" ? { isUnreadable: true } : {}),
  };
}

/** Loader data of a public page: while the part it is about is missing, no shared cache may keep it. */
export function publicData<T extends object>(page: T, part: Part<unknown>) {
  return data(page, part.state === "ready" ? {} : { headers: { "Cache-Control": "no-store" } });
}

/**
 * Lets the frame of a page go ahead of a slow part, where the browser has shown that it runs scripts; everybody else gets
 * the whole page, because streamed parts never appear without a script.
 */
export async function later<T>(context: RequestContext, part: Promise<T>): Promise<Later<T>> {
  if (!context.runsScripts) return { value: await part };
  const waited = new Promise<null>((resolve) => setTimeout(resolve, FRAME_WAIT_MS, null));
  const first = await Promise.race([part.then((value) => ({ value })), waited]);
  if (first) return first;
  context.streams = true;
  return { pending: part };
}

/** A rejection still reaches whoever awaits the promise; nobody awaiting it is no reason to end the process. */
function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
