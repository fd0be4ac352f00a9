import { forVisitor } from "~/platform/page/route.server.ts";
import { readHealth } from "~/features/site/health.server.ts";

/** For the load balancer: may this instance get requests? Providers have no say in it. */
export const loader = forVisitor(async ({ app }) => {
  const { status, checks } = await readHealth(app);
  return Response.json(
    { status, checks },
    { status: status === "ok" ? 200 : 503, headers: { "Cache-Control": "no-store" } },
  );
});
