import { redirect } from "@remix-run/node";
import { tokyoDate } from "#domain/shared/dates.ts";
import { AppError } from "#domain/shared/errors.ts";
import { exportCsv } from "~/features/export/export-files.ts";
import { findExport } from "~/features/export/make-export.server.ts";
import { PART_NAMES } from "~/features/export/parts.ts";
import { fileResponse } from "~/platform/page/file-response.server.ts";
import { translatorOf } from "~/platform/page/page-title.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";

export const loader = forCustomer(async ({ app, context, customer, params }) => {
  const part = PART_NAMES.find((name) => name === params["part"]);
  if (part === undefined) throw new AppError("not_found", { reason: "NOT_FOUND" });
  await app.limits.use("documents", customer.userId);
  const copy = await findExport(app, customer);
  if (!copy) throw redirect("/account/settings/export", 303);
  return fileResponse({
    body: exportCsv(translatorOf(context), copy.parts[part]),
    type: "text/csv; charset=utf-8",
    name: `my-data_${part}_${tokyoDate(new Date(copy.madeAt))}.csv`,
  });
});
