import { tokyoDate } from "#domain/shared/dates.ts";
import { activityJson } from "~/features/auth/activity-files.ts";
import { readActivity } from "~/features/auth/read-activity.server.ts";
import { fileResponse } from "~/platform/http/file-response.server.ts";
import { forCustomer } from "~/platform/http/route.server.ts";

export const loader = forCustomer(async ({ app, customer }) => {
  await app.limits.use("documents", customer.userId);
  return fileResponse({
    body: activityJson(await readActivity(app, customer)),
    type: "application/json; charset=utf-8",
    name: `activity_${tokyoDate(app.now())}.json`,
  });
});
