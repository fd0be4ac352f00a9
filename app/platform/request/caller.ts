import { sourceOf } from "../security/source.ts";
import type { RequestContext } from "./request-context.server.ts";

/** Whom the calls of a request are counted for: the customer, or the line that a visitor comes from. */
export function callerOf({ visitor, clientIp }: Pick<RequestContext, "visitor" | "clientIp">): string {
  return visitor.state === "signed_in" ? `user ${visitor.session.userId}` : sourceOf(clientIp);
}
