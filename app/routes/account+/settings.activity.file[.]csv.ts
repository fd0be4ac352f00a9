import { tokyoDate } from "#domain/shared/dates.ts";
import { activityCsv } from "~/features/sessions/activity-files.ts";
import { readActivity } from "~/features/sessions/read-activity.server.ts";
import { fileResponse } from "~/platform/page/file-response.server.ts";
import { translatorOf } from "~/platform/page/page-title.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";

export const loader = forCustomer(async ({ app, context, customer }) => {
  await app.limits.use("documents", customer.userId);
  return fileResponse({
    body: activityCsv(translatorOf(context), await readActivity(app, customer)),
    type: "text/csv; charset=utf-8",
    name: `activity_${tokyoDate(app.now())}.csv`,
  });
});
