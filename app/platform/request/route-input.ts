import type { Params } from "@remix-run/react";
import type { RequestContext } from "./request-context.server.ts";

/** What a route gets: the parts of the request it needs, and the services. */
export type RouteInput = {
  request: Request;
  url: URL;
  params: Params<string>;
  context: RequestContext;
  app: RequestContext["app"];
};
