import { openEventStream } from "~/features/events/open-event-stream.server.ts";
import { jsonForCustomer } from "~/platform/json/json-route.server.ts";

const HEADERS = {
  "Content-Type": "text/event-stream; charset=utf-8",
  "Cache-Control": "private, no-store",
  // A proxy that collects answers would hold messages back.
  "X-Accel-Buffering": "no",
};

export const loader = jsonForCustomer(async ({ app, customer, request }) =>
  request.method === "HEAD"
    ? new Response(null, { headers: HEADERS })
    : new Response(await openEventStream(app, customer), { headers: HEADERS }),
);
