import { useLoaderData } from "@remix-run/react";
import { simOffers } from "#domain/catalog/offers.ts";
import { tokyoDate } from "#domain/shared/dates.ts";
import { AccountSimPage } from "~/features/shop/account-pages.tsx";
import { readCatalogue } from "~/features/shop/read-catalogue.server.ts";
import { countActive } from "~/features/shop/shop.ts";
import { readServices } from "~/features/subscriptions/read-services.server.ts";
import { pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { mapPart, valueOf } from "~/platform/page/part.ts";
import { readPart } from "~/platform/page/part.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";

export const loader = forCustomer(async ({ app, context, customer }) => {
  const today = tokyoDate(app.now());
  const [catalogue, services] = await Promise.all([
    readPart(context, () => readCatalogue(app)),
    readPart(context, () => readServices(app, customer)),
  ]);
  const active = countActive("sim", valueOf(catalogue), services);
  const hasActiveSim = active !== null && active > 0;
  return {
    title: pageTitle(context, translatorOf(context).t("shop.sim.title")),
    today,
    active,
    offers: mapPart(catalogue, (products) => simOffers(products, { day: today, hasActiveSim })),
  };
});

export default function AccountSim() {
  const { active, offers, today } = useLoaderData<typeof loader>();
  return <AccountSimPage active={active} offers={offers} today={today} />;
}
