import { simOffers } from "#domain/catalog/offers.ts";
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
  const active = countActive("sim", catalogue.value, services);
  const hasActiveSim = active !== null && active > 0;
  return jsonReading([catalogue], {
    active,
    offers: simOffers(catalogue.value, { day: tokyoDate(app.now()), hasActiveSim }),
  });
});
