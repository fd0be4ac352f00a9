import { forVisitor } from "~/platform/page/route.server.ts";
import { readHealth } from "~/features/site/health.server.ts";

export const loader = forVisitor(async ({ app }) => {
  const health = await readHealth(app);
  return Response.json(health, {
    status: health.status === "ok" ? 200 : 503,
    headers: { "Cache-Control": "no-store" },
  });
});
