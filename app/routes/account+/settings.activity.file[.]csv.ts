import { tokyoDate } from "#domain/shared/dates.ts";
import { activityCsv } from "~/features/auth/activity-files.ts";
import { readActivity } from "~/features/auth/read-activity.server.ts";
import { fileResponse } from "~/platform/http/file-response.server.ts";
import { translatorOf } from "~/platform/http/page-title.server.ts";
import { forCustomer } from "~/platform/http/route.server.ts";

export const loader = forCustomer(async ({ app, context, customer }) => {
  await app.limits.use("documents", customer.userId);
  return fileResponse({
    body: activityCsv(translatorOf(context), await readActivity(app, customer)),
    type: "text/csv; charset=utf-8",
    name: `activity_${tokyoDate(app.now())}.csv`,
  });
});
