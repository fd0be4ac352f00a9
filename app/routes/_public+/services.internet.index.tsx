import { useLoaderData } from "@remix-run/react";
import { internetOffers } from "#domain/catalog/offers.ts";
import { tokyoDate } from "#domain/shared/dates.ts";
import { publicHeaders } from "~/components/public/public-page.ts";
import { InternetPrices } from "~/features/shop/internet-prices.tsx";
import { PricePage } from "~/features/shop/price-page.tsx";
import { readCatalogue } from "~/features/shop/read-catalogue.server.ts";
import { pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { mapPart } from "~/platform/page/part.ts";
import { publicData, readPart } from "~/platform/page/part.server.ts";
import { forVisitor } from "~/platform/page/route.server.ts";

export const headers = publicHeaders;
export const loader = forVisitor(async ({ app, context }) => {
  const day = tokyoDate(app.now());
  const catalogue = await readPart(context, () => readCatalogue(app));
  const offers = mapPart(catalogue, (products) => internetOffers(products, { day }));
  const title = pageTitle(context, translatorOf(context).t("shop.internet.title"));
  return publicData({ title, today: day, offers }, offers);
});

export default function InternetServices() {
  const { today, offers } = useLoaderData<typeof loader>();
  return (
    <PricePage kind="internet" today={today} offers={offers}>
      {(offer) => <InternetPrices {...offer} />}
    </PricePage>
  );
}
