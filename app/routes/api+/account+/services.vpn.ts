import { vpnOffers } from "#domain/catalog/offers.ts";
import { tokyoDate } from "#domain/shared/dates.ts";
import { readCatalogue } from "~/features/shop/read-catalogue.server.ts";
import { countActive } from "~/features/shop/shop.ts";
import { readServices } from "~/features/subscriptions/read-services.server.ts";
import { jsonForCustomer, jsonReading } from "~/platform/json/json-route.server.ts";
import { readPart } from "~/platform/page/part.server.ts";

export const loader = jsonForCustomer(async ({ app, context, customer }) => {
  const [catalogue, services] = await Promise.all([
    readCatalogue(app),
    readPart(context, () => readServices(app, customer)),
  ]);
  return jsonReading([catalogue], {
    active: countActive("vpn", catalogue.value, services),
    offers: vpnOffers(catalogue.value, { day: tokyoDate(app.now()) }),
  });
});
