import { redirect } from "@remix-run/node";
import { withoutScripts } from "~/components/public/public-page.ts";
import { readEligibility } from "~/features/catalog/read-eligibility.server.ts";
import { RequestSubmittedPage } from "~/features/catalog/request-submitted-page.tsx";
import { pageTitle, translatorOf } from "~/platform/http/page-title.server.ts";
import { titleFromData } from "~/platform/http/page-title.ts";
import { valueOf } from "~/platform/http/part.ts";
import { readSubject } from "~/platform/http/part.server.ts";
import { forCustomer } from "~/platform/http/route.server.ts";

export const handle = withoutScripts;
export const meta = titleFromData;

/** Says that a request waits, so it is there while one does; the page about internet says everything else. */
export const loader = forCustomer(async ({ app, context, customer }) => {
  const eligibility = await readSubject(context, () => readEligibility(app, customer));
  if (valueOf(eligibility)?.status !== "pending") throw redirect("/account/services/internet", 303);
  return { title: pageTitle(context, translatorOf(context).t("availability.done.title")) };
});

export default RequestSubmittedPage;
