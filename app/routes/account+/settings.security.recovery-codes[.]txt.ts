import { redirect } from "@remix-run/node";
import { findShownCodes } from "~/features/factors/recovery-codes.server.ts";
import { fileResponse } from "~/platform/page/file-response.server.ts";
import { translatorOf } from "~/platform/page/page-title.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";

export const loader = forCustomer(async ({ app, context, customer }) => {
  const codes = await findShownCodes(app, customer);
  if (!codes) throw redirect("/account/settings/security", 303);
  const { t } = translatorOf(context);
  const heading = t("security.fileHeading", { brand: app.config.company.brand[context.language] });
  return fileResponse({
    body: [heading, "", ...codes, "", t("security.newCodesHint"), ""].join("\n"),
    type: "text/plain; charset=utf-8",
    name: "recovery-codes.txt",
  });
});
