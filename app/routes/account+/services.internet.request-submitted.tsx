import { redirect } from "@remix-run/node";
import { readEligibility } from "~/features/shop/read-eligibility.server.ts";
import { RequestSubmittedPage } from "~/features/shop/request-submitted-page.tsx";
import { pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { valueOf } from "~/platform/page/part.ts";
import { readSubject } from "~/platform/page/part.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";

/** Says that a request waits, so it is there while one does; the page about internet says everything else. */
export const loader = forCustomer(async ({ app, context, customer }) => {
  const eligibility = await readSubject(context, () => readEligibility(app, customer));
  if (valueOf(eligibility)?.status !== "pending") throw redirect("/account/services/internet", 303);
  return { title: pageTitle(context, translatorOf(context).t("availability.done.title")) };
});

export default RequestSubmittedPage;
