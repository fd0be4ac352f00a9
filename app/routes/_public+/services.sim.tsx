import { useLoaderData } from "@remix-run/react";
import { simOffers } from "#domain/catalog/offers.ts";
import { tokyoDate } from "#domain/shared/dates.ts";
import { publicHeaders } from "~/components/public/public-page.ts";
import { SimPrices } from "~/features/shop/sim-prices.tsx";
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
  const offers = mapPart(catalogue, (products) => simOffers(products, { day, hasActiveSim: false }));
  const title = pageTitle(context, translatorOf(context).t("shop.sim.title"));
  return publicData({ title, today: day, offers }, offers);
});

export default function SimServices() {
  const { today, offers } = useLoaderData<typeof loader>();
  return (
    <PricePage kind="sim" today={today} offers={offers}>
      {(offer) => <SimPrices {...offer} />}
    </PricePage>
  );
}
