import { useLoaderData } from "@remix-run/react";
import { vpnOffers } from "#domain/catalog/offers.ts";
import { tokyoDate } from "#domain/shared/dates.ts";
import { AccountVpnPage } from "~/features/shop/account-pages.tsx";
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
  return {
    title: pageTitle(context, translatorOf(context).t("shop.vpn.title")),
    today,
    active: countActive("vpn", valueOf(catalogue), services),
    offers: mapPart(catalogue, (products) => vpnOffers(products, { day: today })),
  };
});

export default function AccountVpn() {
  const { active, offers, today } = useLoaderData<typeof loader>();
  return <AccountVpnPage active={active} offers={offers} today={today} />;
}
