import { useLoaderData } from "@remix-run/react";
import { fromPrices } from "#domain/catalog/offers.ts";
import { tokyoDate } from "#domain/shared/dates.ts";
import { AccountServicesPage } from "~/features/shop/account-pages.tsx";
import { readUnfinished } from "~/features/orders/read-unfinished.server.ts";
import { UnfinishedOrders } from "~/features/orders/unfinished-orders.tsx";
import { OtherServices } from "~/features/shop/other-services.tsx";
import { readCatalogue } from "~/features/shop/read-catalogue.server.ts";
import { readEligibility } from "~/features/shop/read-eligibility.server.ts";
import { countActive, otherActive } from "~/features/shop/shop.ts";
import { readServices } from "~/features/subscriptions/read-services.server.ts";
import { pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { mapPart, valueOf } from "~/platform/page/part.ts";
import { readPart } from "~/platform/page/part.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";

export const loader = forCustomer(async ({ app, context, customer }) => {
  const [catalogue, eligibility, services] = await Promise.all([
    readPart(context, () => readCatalogue(app)),
    readPart(context, () => readEligibility(app, customer)),
    readPart(context, () => readServices(app, customer)),
  ]);
  const products = valueOf(catalogue);
  return {
    title: pageTitle(context, translatorOf(context).t("shop.account.title")),
    from: mapPart(catalogue, (products) => fromPrices(products, tokyoDate(app.now()))),
    active: {
      internet: countActive("internet", products, services),
      sim: countActive("sim", products, services),
      vpn: countActive("vpn", products, services),
    },
    unreadable: services.state === "ready" ? services.value.unreadable.length : 0,
    eligibility,
    others: otherActive(products, services),
    unfinished: await readUnfinished(app, customer),
  };
});

export default function AccountServices() {
  const { from, active, unreadable, eligibility, others, unfinished } = useLoaderData<typeof loader>();
  return (
    <>
      <UnfinishedOrders orders={unfinished} />
      <AccountServicesPage from={from} active={active} unreadable={unreadable} eligibility={eligibility} />
      <OtherServices names={others} />
    </>
  );
}
