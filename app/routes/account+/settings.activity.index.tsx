import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ActivityPage } from "~/features/sessions/activity-page.tsx";
import { readActivityPage } from "~/features/sessions/read-activity.server.ts";
import { pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";

const PageSchema = z.coerce.number().int().min(1).max(1_000_000).catch(1);

export const loader = forCustomer(async ({ app, context, customer, url }) => ({
  title: pageTitle(context, translatorOf(context).t("activity.title")),
  ...(await readActivityPage(app, customer, PageSchema.parse(url.searchParams.get("page") ?? 1))),
}));

export default function ActivityRoute() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  return <ActivityPage {...page} />;
}
