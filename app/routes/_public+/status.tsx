import { useLoaderData } from "@remix-run/react";
import { ServiceStatusPage } from "~/features/site/service-status-page.tsx";
import { toServiceStatus } from "~/features/site/service-status.ts";
import { readHealth } from "~/features/site/health.server.ts";
import { pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { forVisitor } from "~/platform/page/route.server.ts";

export function headers() {
  return { "Cache-Control": "public, max-age=10", Vary: "Cookie, Accept-Language" };
}

/** Asks our own stores, two seconds each at most, and no provider: it answers when all of them are down. */
export const loader = forVisitor(async ({ app, context }) => {
  const { checks: stores } = await readHealth(app);
  const { whmcs, salesforce, freebit } = app.providers;
  return {
    title: pageTitle(context, translatorOf(context).t("state.title")),
    status: toServiceStatus({
      stores,
      isSignInClosed: app.config.authMaintenance,
      providers: {
        whmcs: whmcs.status(),
        salesforce: salesforce.status(),
        freebit: freebit.status(),
      },
      now: app.now(),
    }),
  };
});

export default function Status() {
  const { status } = useLoaderData<typeof loader>();
  return <ServiceStatusPage {...status} />;
}
