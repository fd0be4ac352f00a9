import { useLoaderData } from "@remix-run/react";
import { fromPrices } from "#domain/catalog/offers.ts";
import { tokyoDate } from "#domain/shared/dates.ts";
import { publicHeaders } from "~/components/public/public-page.ts";
import { readCatalogue } from "~/features/shop/read-catalogue.server.ts";
import { ServicesPage } from "~/features/shop/services-page.tsx";
import { pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { mapPart } from "~/platform/page/part.ts";
import { publicData, readPart } from "~/platform/page/part.server.ts";
import { forVisitor } from "~/platform/page/route.server.ts";

export const headers = publicHeaders;
export const loader = forVisitor(async ({ app, context }) => {
  const catalogue = await readPart(context, () => readCatalogue(app));
  const from = mapPart(catalogue, (products) => fromPrices(products, tokyoDate(app.now())));
  return publicData({ title: pageTitle(context, translatorOf(context).t("shop.title")), from }, from);
});

export default function Services() {
  const { from } = useLoaderData<typeof loader>();
  return <ServicesPage from={from} />;
}
