import { redirect } from "@remix-run/node";
import { tokyoDate } from "#domain/shared/dates.ts";
import { exportJson } from "~/features/export/export-files.ts";
import { findExport } from "~/features/export/make-export.server.ts";
import { fileResponse } from "~/platform/page/file-response.server.ts";
import { translatorOf } from "~/platform/page/page-title.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";

export const loader = forCustomer(async ({ app, context, customer }) => {
  await app.limits.use("documents", customer.userId);
  const copy = await findExport(app, customer);
  if (!copy) throw redirect("/account/settings/export", 303);
  return fileResponse({
    body: exportJson(translatorOf(context), copy),
    type: "application/json; charset=utf-8",
    name: `my-data_${tokyoDate(new Date(copy.madeAt))}.json`,
  });
});
