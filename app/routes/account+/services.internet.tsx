import { useLoaderData } from "@remix-run/react";
import { tokyoDate } from "#domain/shared/dates.ts";
import { withoutScripts } from "~/components/public/public-page.ts";
import { AccountInternetPage } from "~/features/catalog/account-pages.tsx";
import { readCatalogue } from "~/features/catalog/read-catalogue.server.ts";
import { readEligibility } from "~/features/catalog/read-eligibility.server.ts";
import { countActive, eligibleOffers } from "~/features/catalog/shop.ts";
import { readServices } from "~/features/subscriptions/read-services.server.ts";
import { pageTitle, translatorOf } from "~/platform/http/page-title.server.ts";
import { titleFromData } from "~/platform/http/page-title.ts";
import { mapPart, valueOf } from "~/platform/http/part.ts";
import { readPart } from "~/platform/http/part.server.ts";
import { forCustomer } from "~/platform/http/route.server.ts";

export const handle = withoutScripts;
export const meta = titleFromData;

export const loader = forCustomer(async ({ app, context, customer }) => {
  const today = tokyoDate(app.now());
  const [catalogue, eligibility, services] = await Promise.all([
    readPart(context, () => readCatalogue(app)),
    readPart(context, () => readEligibility(app, customer)),
    readPart(context, () => readServices(app, customer)),
  ]);
  const known = valueOf(eligibility);
  return {
    title: pageTitle(context, translatorOf(context).t("shop.internet.title")),
    today,
    active: countActive("internet", valueOf(catalogue), services),
    eligibility,
    offers: mapPart(catalogue, (products) => known && eligibleOffers(products, known, today)),
  };
});

export default function AccountInternet() {
  const { active, eligibility, offers, today } = useLoaderData<typeof loader>();
  return <AccountInternetPage {...{ active, eligibility, offers, today }} />;
}
