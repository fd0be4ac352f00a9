import { tokyoDate } from "#domain/shared/dates.ts";
import { activityJson } from "~/features/sessions/activity-files.ts";
import { readActivity } from "~/features/sessions/read-activity.server.ts";
import { fileResponse } from "~/platform/page/file-response.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";

export const loader = forCustomer(async ({ app, customer }) => {
  await app.limits.use("documents", customer.userId);
  return fileResponse({
    body: activityJson(await readActivity(app, customer)),
    type: "application/json; charset=utf-8",
    name: `activity_${tokyoDate(app.now())}.json`,
  });
});
