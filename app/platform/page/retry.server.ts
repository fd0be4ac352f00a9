import { redirect } from "@remix-run/node";
import type { RouteInput } from "./route.server.ts";

/**
 * "Try again" is a link to the same page with `?retry=<part>`: the part is read anew and the address comes back without
 * it. Limited per user, because each one asks a provider. Throws the redirect.
 */
export async function retryPart(
  { url, app }: RouteInput,
  userId: string,
  refresh: () => Promise<void>,
): Promise<void> {
  if (!url.searchParams.has("retry")) return;
  await app.limits.use("refresh", userId);
  await refresh();
  const query = new URLSearchParams(url.search);
  for (const name of ["retry", "index"]) query.delete(name);
  const search = query.size > 0 ? `?${query.toString()}` : "";
  throw redirect(url.pathname + search, { status: 303 });
}
