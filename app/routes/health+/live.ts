import { forVisitor } from "~/platform/page/route.server.ts";

/** For the process supervisor: the event loop turns. Asks nothing of any store. */
export const loader = forVisitor(() =>
  Response.json({ status: "ok" }, { headers: { "Cache-Control": "no-store" } }),
);
