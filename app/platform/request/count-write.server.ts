import type { RouteInput } from "./route-input.ts";

/** Reading is not counted here: what is costly to read has a limit of its own. */
const READS = new Set(["GET", "HEAD"]);

/**
 * Counts what is sent to an action, before anything of it is looked at, so that an action without a narrower limit has one as well.
 * Nothing is counted while nobody can be recognised: nothing is done then either. Throws AppError `rate_limited`.
 */
export async function countWrite({ request, context, app }: RouteInput): Promise<void> {
  const { visitor, clientIp } = context;
  if (READS.has(request.method) || visitor.state === "unavailable") return;
  if (visitor.state === "signed_in") await app.limits.use("write", visitor.session.userId);
  else await app.limits.use("visitorWrite", clientIp);
}
